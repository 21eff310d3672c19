import { expect } from 'chai';
import { repeat } from '../../../../src/cli/serving/schedule.ts';

/** Works until it has begun so often, on a clock that moves by work and sleep alone. @returns when each began */
const beginnings = async (everyMs: number, takesMs: readonly number[]): Promise<number[]> => {
  const controller = new AbortController();
  const begun: number[] = [];
  let nowMs = 1000;
  const sleep = (ms: number): Promise<void> => Promise.resolve(void (nowMs += ms));
  await repeat({ everyMs, now: () => nowMs, sleep, signal: controller.signal }, () => {
    begun.push(nowMs - 1000);
    nowMs += takesMs[begun.length - 1] ?? 0;
    if (begun.length === takesMs.length) controller.abort();
    return Promise.resolve();
  });
  return begun;
};

describe('repeat()', () => {
  const cases: readonly [name: string, takesMs: readonly number[], begun: readonly number[]][] = [
    ['begins at once, and again at each turn', [0, 0, 0], [0, 100, 200]],
    ['keeps the pace, however long work takes', [50, 99, 0], [0, 100, 200]],
    ['lets turns out that work has outrun', [150, 310, 0], [0, 200, 600]],
    ['begins a new turn that comes with the end of work', [100, 0], [0, 200]],
  ];
  for (const [name, takesMs, begun] of cases) it(name, async () => expect(await beginnings(100, takesMs)).to.deep.equal(begun));

  it('waits for work under way when it is to end', async () => {
    const controller = new AbortController();
    let done = false;
    await repeat({ everyMs: 10, now: () => 0, sleep: () => Promise.resolve(), signal: controller.signal }, async () => {
      controller.abort();
      await new Promise((resolve) => setImmediate(resolve));
      done = true;
    });
    expect(done).to.equal(true);
  });

  it('does nothing where it has ended before it began', async () => {
    let calls = 0;
    await repeat({ everyMs: 1, now: () => 0, sleep: () => Promise.resolve(), signal: AbortSignal.abort() }, () => Promise.resolve(void (calls += 1)));
    expect(calls).to.equal(0);
  });
});
