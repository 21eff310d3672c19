import { expect } from 'chai';
import type { Expectation } from '../../../../src/conformance/case/case.ts';
import { parseLine } from '../../../../src/conformance/case/line.ts';
import type { Line } from '../../../../src/conformance/case/line.ts';
import { readingOf } from '../../../../src/conformance/judge/reading.ts';
import type { Seen } from '../../../../src/conformance/judge/reading.ts';
import { judgeStep } from '../../../../src/conformance/judge/step.ts';
import { cellBetween, sightsOf } from './sights.ts';

const line = (text: string): Line => {
  const read = parseLine(text);
  if (typeof read === 'string') throw new Error(read);
  return read;
};
const expecting = (...deny: readonly string[]): Expectation => ({ deny: deny.map(line), allow: [] });

const denied = cellBetween('y/b', 'x/a');
const free = cellBetween('y/a', 'z/a');
const settling = { denies: 2, denyMs: 100, allows: 1 };

interface Row {
  readonly name: string;
  readonly denied: string;
  readonly free: string;
  readonly aliveUntilMs?: number;
  /** A pod that never hears itself. */
  readonly deaf?: string;
  readonly stands: boolean;
  readonly standsMs: number;
  /** What is made of it when time is up. */
  readonly outcome?: string;
}

const rows: readonly Row[] = [
  { name: 'all is as it must be from the start', denied: '---', free: '+++', stands: true, standsMs: 0 },
  { name: 'a deny came late, and everybody was right after it', denied: '++---', free: '+++++', stands: true, standsMs: 200 },
  { name: 'nobody was right after the last that was wrong', denied: '----+', free: '+++++', stands: false, standsMs: 500 },
  { name: 'one cell must be right after what was wrong of another', denied: '---', free: '++-', stands: false, standsMs: 300 },
  { name: 'one attempt after the last that was wrong is not enough', denied: '++-', free: '+++', stands: false, standsMs: 200 },
  { name: 'nothing was seen of a deny', denied: '', free: '+++', stands: false, standsMs: 0 },
  { name: 'nothing was seen of an allow', denied: '---', free: '', stands: false, standsMs: 0 },
  { name: 'the pod that must be closed does not hear itself', denied: '-----', free: '+++++', aliveUntilMs: -5501, stands: false, standsMs: 0 },
  { name: 'the pod that must be closed heard itself a moment ago', denied: '-----', free: '+++++', aliveUntilMs: -5500, stands: true, standsMs: 0 },
  { name: 'what must be open is closed', denied: '-----', free: '+----', stands: false, standsMs: 500, outcome: 'over-blocks' },
  { name: 'what must be open is closed by a pod that has not heard itself since', denied: '-----', free: '+----', deaf: 'z/a', stands: false, standsMs: 500, outcome: 'not-testable' },
  { name: 'errors of our own are no denies', denied: '?????', free: '+++++', stands: false, standsMs: 500 },
];

const seen = ({ denied: shut, free: open, aliveUntilMs = Infinity, deaf }: Row): Seen => ({
  sights: (cell, fromMs) => sightsOf(cell === denied ? shut : open, 100).filter(({ atMs }) => atMs >= fromMs),
  isAlive: ({ key }, fromMs) => key !== deaf && (key !== 'x/a' || aliveUntilMs >= fromMs),
});

describe('readingOf()', () => {
  for (const row of rows) {
    it(`${row.stands ? 'stands' : 'does not stand'}: ${row.name}`, () => {
      const reading = readingOf([denied, free], seen(row), { expected: expecting('y/b -> x/a'), before: expecting() }, 0, settling);
      expect([reading.settled, reading.standsMs]).to.deep.equal([row.stands, row.standsMs]);
    });
  }

  for (const row of rows.filter(({ stands }) => !stands)) {
    it(`makes no case enforced: ${row.name}`, () => {
      const { judged } = readingOf([denied, free], seen(row), { expected: expecting('y/b -> x/a'), before: expecting() }, 0, settling);
      const { outcome } = judgeStep(judged, 0);
      expect(outcome).to.not.equal('enforced');
      if (row.outcome !== undefined) expect(outcome).to.equal(row.outcome);
    });
  }

  it('does not look at what was before the step', () => {
    const reading = readingOf([denied], { sights: (_, fromMs) => sightsOf('++++---', 100).filter(({ atMs }) => atMs >= fromMs), isAlive: () => true }, { expected: expecting('y/b -> x/a'), before: expecting() }, 450, settling);
    expect([reading.settled, reading.standsMs]).to.deep.equal([true, 450]);
  });

  it('knows which cells must be otherwise than before', () => {
    const { judged } = readingOf([denied, free], seen({ name: '', denied: '---', free: '---', stands: true, standsMs: 0 }), { expected: expecting('* -> *'), before: expecting('y/a -> z/a') }, 0, settling);
    expect(judged.map(({ changed }) => changed)).to.deep.equal([true, false]);
  });
});
