import { expect } from 'chai';
import { createPatience } from '../../../../src/conformance/judge/patience.ts';

/** What steps took; `x` for one that never came out right. */
const rows: readonly { readonly name: string; readonly took: readonly (number | 'x')[]; readonly deadlineMs: number }[] = [
  { name: 'half a minute while nothing is known', took: [], deadlineMs: 30_000 },
  { name: 'half a minute, however quick it was', took: [100, 100, 100, 100, 100, 100], deadlineMs: 30_000 },
  { name: 'half a minute where three steps failed', took: ['x', 'x', 'x'], deadlineMs: 30_000 },
  { name: 'two and a half seconds where four failed and none came out right', took: ['x', 'x', 'x', 'x'], deadlineMs: 2500 },
  { name: 'two and a half seconds where four failed and the others were quick', took: [100, 'x', 800, 'x', 'x', 'x'], deadlineMs: 2500 },
  { name: 'three times the slowest where four failed', took: ['x', 5000, 'x', 100, 'x', 'x'], deadlineMs: 15_000 },
  { name: 'no more than half a minute', took: ['x', 'x', 'x', 'x', 12_000], deadlineMs: 30_000 },
];

describe('createPatience()', () => {
  for (const { name, took, deadlineMs } of rows) {
    it(`waits ${name}`, () => {
      const patience = createPatience(30_000);
      for (const ms of took) {
        if (ms === 'x') patience.giveUp();
        else patience.learn(ms);
      }
      expect(patience.deadlineMs()).to.equal(deadlineMs);
    });
  }
});
