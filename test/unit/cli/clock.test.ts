import { expect } from 'chai';
import { startClock } from '../../../src/cli/clock.ts';

describe('startClock()', () => {
  const wallMs = 1_800_000_000_000;
  const cases: readonly [name: string, steppedMs: number][] = [['set forwards', 3_600_000], ['set back', -3_600_000], ['left alone', 0]];
  for (const [name, steppedMs] of cases) {
    it(`dates by the wall clock, and does not step with it: ${name}`, () => {
      let [wall, steady] = [wallMs, 500];
      const start = (): (() => number) => startClock(() => wall, () => steady);
      const first = start();
      expect(first()).to.equal(wallMs);
      wall += 1000 + steppedMs;
      steady += 1000;
      expect(first()).to.equal(wallMs + 1000);
      expect(start()()).to.equal(wallMs + 1000 + steppedMs);
    });
  }

  it('is that of the machine', () => expect(startClock()()).to.be.closeTo(Date.now(), 1000));
});
