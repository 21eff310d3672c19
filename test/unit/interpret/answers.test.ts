import { expect } from 'chai';
import * as fc from 'fast-check';
import { answersOf } from '../../../src/interpret/answers.ts';
import { stretches } from '../../support/streaks.ts';
import type { Span } from '../../support/streaks.ts';

const told = (spans: readonly Span[], startedMs = 0): string[] => answersOf(stretches(spans), startedMs).map(({ fromMs, toMs, open, closed, unclear }) => `${fromMs}-${toMs}: ${open} ${closed} ${unclear}`);

/** To and fro every 100 ms, two attempts each. */
const flapping = (times: number): Span[] => Array.from({ length: times }, (_, index) => [index % 2 === 0 ? 'echo' : 'refused', index * 100, index * 100 + 100]);

describe('answersOf()', () => {
  for (const [name, spans, expected] of [
    ['nothing', [], []],
    ['one answer', [['echo', 0, 200]], ['0-150: 4 0 0']],
    ['open first, then closed', [['echo', 0, 100], ['refused', 100, 300]], ['0-50: 2 0 0', '100-250: 0 4 0']],
    ['two ways to be closed', [['timed-out', 0, 100], ['refused', 100, 200]], ['0-150: 0 4 0']],
    ['what is no answer', [['silent', 0, 100]], ['0-50: 0 0 2']],
  ] as const satisfies readonly (readonly [string, readonly Span[], readonly string[]])[]) {
    it(`tells of ${name}`, () => expect(told(spans)).to.deep.equal(expected));
  }

  it("counts from the probe's start", () => expect(told([['echo', 1000, 1100]], 400)).to.deep.equal(['600-650: 2 0 0']));

  it('joins what is shortest where there is too much, and leaves what is long', () => {
    const windows = told([['echo', 0, 1000], ...flapping(40).map(([met, from, to]): Span => [met === 'echo' ? 'refused' : 'echo', from + 1000, to + 1000]), ['refused', 5000, 7000]]);
    expect(windows.length).to.equal(16);
    expect([windows[0], windows.at(-1)]).to.deep.equal(['0-950: 20 0 0', '5000-6950: 0 40 0']);
  });

  it('loses no attempt, whatever it joins', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('echo', 'refused', 'silent'), fc.integer({ min: 1, max: 9 })), { maxLength: 60, size: 'max' }), (runs) => {
        const starts = runs.reduce<number[]>((sums, [, length]) => [...sums, (sums.at(-1) ?? 0) + length * 50], [0]);
        const met = stretches(runs.map(([what, length], index): Span => [what as Span[0], starts[index] ?? 0, (starts[index] ?? 0) + length * 50]));
        const windows = answersOf(met, 0);
        const sumOf = (answer: 'open' | 'closed' | 'unclear'): number => met.reduce((sum, stretch) => sum + (stretch.answer === answer ? stretch.attempts : 0), 0);
        expect(windows.length).to.equal(Math.min(met.length, 16));
        for (const answer of ['open', 'closed', 'unclear'] as const) expect(windows.reduce((sum, window) => sum + window[answer], 0), answer).to.equal(sumOf(answer));
        expect([windows[0]?.fromMs, windows.at(-1)?.toMs]).to.deep.equal([met[0]?.fromMs, met.at(-1)?.lastStartMs]);
      }),
    );
  });
});
