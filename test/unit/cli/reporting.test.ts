import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rejects } from 'node:assert/strict';
import { expect } from 'chai';
import { writeReport } from '../../../src/cli/outputs.ts';
import { reporting } from '../../../src/cli/reporting.ts';
import type { ReportingArguments } from '../../../src/cli/reporting.ts';
import { NetproofError } from '../../../src/errors.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { renderers } from '../../../src/report/render.ts';
import { mixed } from '../report/reports.ts';

describe('reporting()', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  const args = () => ({ output: [`junit=${at('a.xml')}`, `json=${at('a.json')}`], doneFile: at('done'), record: undefined });
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'netproof-reporting-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes the done file after all else', async () => {
    await reporting(args(), async () => {
      expect(existsSync(at('done'))).to.equal(false);
      writeFileSync(at('a.xml'), '<testsuites/>');
      await Promise.resolve();
    });
    expect(readFileSync(at('done'), 'utf8')).to.equal(at('a.xml'));
    expect(readFileSync(at('a.xml'), 'utf8')).to.equal('<testsuites/>');
  });

  it('writes it where nothing could be probed, too, and says so in the reports that must not be empty', async () => {
    const failure = new NetproofError('ERR_REFUSED', 'no permission to <patch> pods\nno permission to delete pods');
    await rejects(reporting(args(), () => Promise.reject(failure)), failure);
    expect(readFileSync(at('done'), 'utf8')).to.equal(at('a.xml'));
    expect(readFileSync(at('a.xml'), 'utf8')).to.match(/<testcase classname="netproof\.run" name="shows what it was asked" time="0\.000">\s*<error message="no permission to &lt;patch&gt; pods" type="run">no permission to delete pods<\/error>/);
    expect(existsSync(at('a.json'))).to.equal(false);
  });

  it('leaves what is there of an earlier run where nothing could be probed, but says so in what must not be taken for this one', async () => {
    for (const name of ['a.xml', 'a.json']) writeFileSync(at(name), 'of yesterday');
    let meanwhile = '';
    await rejects(reporting(args(), async () => {
      meanwhile = readFileSync(at('a.json'), 'utf8');
      await Promise.reject(new NetproofError('ERR_API', 'no answer'));
    }));
    expect([meanwhile, readFileSync(at('a.json'), 'utf8')]).to.deep.equal(['of yesterday', 'of yesterday']);
    expect(readFileSync(at('a.xml'), 'utf8')).to.include('<error message="no answer"');
    expect(readdirSync(folder).toSorted()).to.deep.equal(['a.json', 'a.xml', 'done']);
  });

  it('leaves a report alone that was written before something failed', async () => {
    const paint = createPaint(false);
    await rejects(reporting(args(), async (outputs) => {
      writeReport(outputs, mixed(), { paint, columns: 80, result: () => undefined, draw: () => undefined });
      await Promise.reject(new Error('Cannot write the recording'));
    }));
    expect(readFileSync(at('a.xml'), 'utf8')).to.equal(renderers.junit(mixed(), { paint }));
  });

  const lost: readonly [name: string, given: (matrix: string) => Partial<ReportingArguments>][] = [
    ['a report', (matrix) => ({ output: [`json=${matrix}`] })],
    ['a report, by a link', (matrix) => ({ output: [`junit=${at('a.xml')}`, `json=${linked(matrix)}`] })],
    ['the recording', (matrix) => ({ record: matrix })],
    ['the done file', (matrix) => ({ doneFile: matrix })],
  ];
  const linked = (matrix: string): string => {
    symlinkSync(matrix, at('link'));
    return at('link');
  };
  for (const [name, given] of lost) {
    it(`refuses to write ${name} over the matrix`, async () => {
      const matrix = at('m.yaml');
      writeFileSync(matrix, 'kind: ExpectedMatrix');
      await rejects(reporting({ ...args(), ...given(matrix), filename: matrix }, () => expect.fail('it has begun')), { code: 'ERR_USAGE', message: /^Cannot write ".*": it is the matrix$/ });
      expect(readFileSync(matrix, 'utf8')).to.equal('kind: ExpectedMatrix');
    });
  }

  it('does nothing where a report could not be written', async () => {
    let acted = false;
    await rejects(reporting({ output: [`junit=${at('nowhere/a.xml')}`], doneFile: at('done'), record: undefined }, async () => void (acted = await Promise.resolve(true))), /Cannot write/);
    expect({ acted, done: existsSync(at('done')) }).to.deep.equal({ acted: false, done: false });
  });
});
