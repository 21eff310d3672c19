import { expect } from 'chai';
import { createPatience } from '../../../../src/conformance/judge/patience.ts';

/** What steps took; `x` for one that never came out right. */
const rows: readonly { readonly name: string; readonly took: readonly (number | 'x')[]; readonly deadlineMs: number }[] = [
  { name: 'ten seconds while nothing is known', took: [], deadlineMs: 10_000 },
  { name: 'ten seconds as long as little is known', took: [100, 100, 100], deadlineMs: 10_000 },
  { name: 'no less than four seconds, however quick', took: [100, 100, 100, 100], deadlineMs: 4000 },
  { name: 'three times the slowest', took: [100, 5000, 100, 100, 100], deadlineMs: 15_000 },
  { name: 'no more than half a minute', took: [100, 12_000, 100, 100], deadlineMs: 30_000 },
  { name: 'four seconds where nothing ever came out right', took: ['x', 'x', 'x', 'x'], deadlineMs: 4000 },
  { name: 'by those that came out right, where others did not', took: ['x', 2000, 'x', 'x'], deadlineMs: 6000 },
];

describe('createPatience()', () => {
  for (const { name, took, deadlineMs } of rows) {
    it(`waits ${name}`, () => {
      const patience = createPatience();
      for (const ms of took) {
        if (ms === 'x') patience.giveUp();
        else patience.learn(ms);
      }
      expect(patience.deadlineMs()).to.equal(deadlineMs);
    });
  }
});
