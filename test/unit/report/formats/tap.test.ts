import { expect } from 'chai';
import { Parser } from 'tap-parser';
import { renderTap } from '../../../../src/report/formats/tap.ts';
import { hostile, mixed, steering } from '../reports.ts';
import { canaryBeside, reports } from './reports.ts';

const parse = (text: string): { readonly ok: boolean; readonly count: number; readonly fail: number; readonly skip: number; readonly failures: readonly { readonly tapError?: string }[]; readonly extra: readonly string[] } => {
  const extra: string[] = [];
  let results: unknown;
  const parser = new Parser((final) => (results = final));
  parser.on('extra', (line: string) => extra.push(line));
  parser.end(text);
  return { ...(results as ReturnType<typeof parse>), extra };
};

describe('renderTap()', () => {
  it('begins with its version and plan, and tells of what is not ok', () => {
    expect(renderTap(mixed()).split('\n').slice(0, 12)).to.deep.equal([
      'TAP version 14',
      '1..9',
      'ok 1 - web -> redis TCP/6379 pod-ip IPv4',
      'ok 2 - web -> db TCP/6379 pod-ip IPv4',
      'not ok 3 - web -> cache TCP/6379 pod-ip IPv4',
      '  ---',
      '  severity: fail',
      '  kind: leak',
      '  message: "web -> cache TCP/6379 must be closed, and is open: cache-0 at 10.0.9.3:6379; 80 of 80 attempts got through, the last: connected (echo)"',
      '  at:',
      '    file: matrix.yaml',
      '    line: 1',
    ]);
  });

  for (const [name, report] of Object.entries(reports)) {
    it(`says to a parser of TAP what the exit code says: ${name}`, () => {
      const { ok, count, failures, extra } = parse(renderTap(report()));
      expect({ ok, extra, broken: failures.filter(({ tapError }) => typeof tapError === 'string') }).to.deep.equal({ ok: report().exitCode === 0, extra: [], broken: [] });
      expect(count).to.be.at.least(1);
    });
  }

  it('takes a number sign in a name for no directive', () => {
    const report = mixed();
    const cells = report.cells.map((cell) => ({ ...cell, cell: { ...cell.cell, id: `${cell.cell.id} # SKIP` } }));
    expect(parse(renderTap({ ...report, cells, findings: [], skips: [] })).skip ?? 0).to.equal(0);
  });

  for (const source of ['run', 'canary']) {
    it(`names the cells of a source called "${source}" as any other`, () => {
      expect(renderTap(canaryBeside(source)).split('\n').slice(2, 5)).to.deep.equal([`ok 1 - ${source} -> redis TCP/6379 pod-ip IPv4`, 'ok 2 - canary: policy is enforced', 'ok 3 - run: shows what it was asked']);
    });
  }

  it('steers no terminal', () => expect(renderTap(hostile())).to.not.match(steering));
});
