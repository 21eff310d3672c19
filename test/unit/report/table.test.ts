import { expect } from 'chai';
import { createPaint } from '../../../src/report/paint.ts';
import { renderTable } from '../../../src/report/table.ts';
import { recordingOf } from '../../support/recording.ts';
import { compare } from '../../../src/compare/compare.ts';
import { hostile, mixed, reportOf, steering } from './reports.ts';

const bare = { paint: createPaint(false) };
const coloured = { paint: createPaint(true) };
// oxlint-disable-next-line eslint/no-control-regex -- the escapes that colour is made of
const withoutColour = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

describe('renderTable()', () => {
  it('draws the matrix, the findings and the sums', () => {
    const text = renderTable(reportOf({ cells: [{ target: 'redis' }, { target: 'db', liveness: 'readiness', seen: [['echo', 0, 4000]] }], labels: { app: 'web' } }), bare);
    expect(text).to.equal(
      [
        '┌─────┬───────┬────────┐',
        '│     │ redis │   db   │',
        '├─────┼───────┼────────┤',
        '│ web │   X   │  LEAK  │',
        '└─────┴───────┴────────┘',
        '  . open, as expected        X closed, as expected, with live controls',
        '  LEAK open, expected closed  OVER closed, expected open',
        '  ? could not be judged       ~ closed, but nobody is there',
        '',
        'Findings',
        '  leak  web -> db TCP/6379 must be closed, and is open: db-0 at 10.0.2.1:6379; 80 of 80 attempts got through, the last: connected (echo)',
        '    $ kubectl run netproof-look --rm -i --restart=Never -n app --labels=app=web --image=busybox -- nc -z -v -w 3 10.0.2.1 6379',
        '',
        '  no canary was run: whether policy is enforced at all is known only from the denies above',
        '',
        'The cluster does not do what the matrix says: 1 leak in 2 cells.',
        '2 cells: 1 conform, 1 leaks, 0 overblocks, 0 inconclusive, 0 vacuous',
        '',
      ].join('\n'),
    );
  });

  it('has a word or a sign for every status', () => {
    const [, , , row = ''] = renderTable(mixed(), bare).split('\n');
    expect(row.split('│').map((part) => part.trim())).to.deep.equal(['', 'web', 'X', '.', 'LEAK', 'OVER', '?', '~', 'X', '']);
  });

  it('says with colour what it says without', () => {
    expect(withoutColour(renderTable(mixed(), coloured))).to.equal(renderTable(mixed(), bare));
    expect(renderTable(mixed(), coloured)).to.not.equal(renderTable(mixed(), bare));
  });

  it('lists skips, remarks and leftovers as notes', () => {
    const text = renderTable({ ...mixed(), remarks: ['node n9 is not covered'], leftovers: ['pod app/np-1'] }, bare);
    expect(text).to.include('note: skipped web -> mesh: known since May\n').and.include('note: node n9 is not covered\n').and.include('note: could not remove pod app/np-1: run netproof cleanup\n');
  });

  it('counts startup exposures where there are any', () => {
    expect(renderTable(mixed(), bare)).to.match(/1 vacuous, 1 startup exposures\n$/);
    expect(renderTable(reportOf({ cells: [{}] }), bare)).to.match(/0 vacuous\n$/);
  });

  it('numbers the targets where their names would make the table too wide', () => {
    const targets = Array.from({ length: 9 }, (_, index) => `target-with-a-name-${index}`);
    const text = renderTable(reportOf({ cells: targets.map((target) => ({ target })) }), bare);
    expect(text).to.match(/│\s+│ 1 │ 2 │/).and.match(/\n {3}1 target-with-a-name-0 {3}4 target-with-a-name-3 {3}7 target-with-a-name-6\n {3}2 target-with-a-name-1 /);
  });

  it('shows one finding of those with the same source and target, and counts the rest', () => {
    const seen = [['echo', 0, 4000]] as const;
    const text = renderTable(reportOf({ cells: [{ port: 1, seen }, { port: 2, seen }, { port: 3, seen }] }), bare);
    expect(text.match(/must be closed/g)).to.have.length(1);
    expect(text).to.include('(and 2 more ways to it)');
  });

  it('shows twelve pairs at most, and says how many more there are', () => {
    const text = renderTable(reportOf({ cells: Array.from({ length: 15 }, (_, index) => ({ target: `t${index}`, seen: [] })) }), bare);
    expect(text.match(/could not be judged:/g)).to.have.length(12);
    expect(text).to.include('… and 3 more pairs of source and target; -o json has them all');
  });

  it('sends no control character of a name to the terminal', () => {
    expect(renderTable(hostile(), bare)).to.not.match(steering);
    expect(withoutColour(renderTable(hostile(), coloured))).to.not.match(steering);
    expect(renderTable({ ...hostile(), targets: Array.from({ length: 30 }, () => 'x\u001b[2J') }, bare)).to.not.match(steering);
  });

  it('shows what a hostile pod name would have sent', () => {
    const recording = recordingOf({ cells: [{ seen: [['echo', 0, 4000]] }] });
    const cells = recording.plan.cells.map((cell) => ({ ...cell, destinations: cell.destinations.map((destination) => ({ ...destination, label: 'data/\u001b]0;owned\u0007' })) }));
    const text = renderTable(compare({ ...recording, plan: { ...recording.plan, cells } }, { strict: false }), bare);
    expect(text).to.include(String.raw`data/\u001b]0;owned\u0007`);
    expect(text).to.not.match(steering);
  });
});
