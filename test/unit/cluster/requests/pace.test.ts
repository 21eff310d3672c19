import { expect } from 'chai';
import { createPace } from '../../../../src/cluster/requests/pace.ts';
import { fakeClock } from './clock.ts';

const turns = async (count: number, turn: () => Promise<void>): Promise<void> => {
  for (let i = 0; i < count; i += 1) await turn();
};

describe('createPace()', () => {
  const limits = { perSecond: 10, burst: 3 };

  it('lets a burst through at once, and then so many a second', async () => {
    const clock = fakeClock();
    await turns(6, createPace(limits, clock));
    expect(clock.slept).to.deep.equal([100, 100, 100]);
  });

  it('lets as many through at once after a pause, and no more', async () => {
    const clock = fakeClock();
    const turn = createPace(limits, clock);
    await turns(4, turn);
    clock.pass(60_000);
    clock.slept.length = 0;
    await turns(4, turn);
    expect(clock.slept).to.deep.equal([100]);
  });

  it('gives those who ask together a turn each', async () => {
    const clock = fakeClock();
    const asked: number[] = [];
    const turn = createPace(limits, { now: () => 0, sleep: (ms) => Promise.resolve(void asked.push(ms)) });
    await Promise.all(Array.from({ length: 6 }, turn));
    expect(asked).to.deep.equal([100, 200, 300]);
    expect(clock.slept).to.deep.equal([]);
  });
});
