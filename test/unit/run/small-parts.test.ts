import { expect } from 'chai';
import { createLimit, forEachBounded } from '../../../src/run/bounded.ts';
import { createStopwatch } from '../../../src/run/stopwatch.ts';
import { createTeardown } from '../../../src/run/teardown.ts';
import { rejection } from '../../support/rejection.ts';

/** Work that goes on when told to, and knows how much of it is under way. */
const gatedWork = () => {
  const waiting: (() => void)[] = [];
  const begun: number[] = [];
  return {
    begun,
    work: async (item: number): Promise<void> => {
      begun.push(item);
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    underWay: () => waiting.length,
    release: async () => {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

describe('forEachBounded()', () => {
  it('has at most as many under way as it may, and does all', async () => {
    const gate = gatedWork();
    const done = forEachBounded([1, 2, 3, 4, 5], 2, gate.work);
    const seen: number[] = [];
    while (gate.underWay() > 0) {
      seen.push(gate.underWay());
      await gate.release();
    }
    await done;
    expect(Math.max(...seen)).to.equal(2);
    expect(gate.begun).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('is done at once with nothing to do', () => forEachBounded([], 3, () => Promise.reject(new Error('never'))));

  it('takes a limit above the number of items', async () => {
    const done: number[] = [];
    await forEachBounded([1, 2], 10, (item) => Promise.resolve(void done.push(item)));
    expect(done).to.deep.equal([1, 2]);
  });

  it('begins nothing after a failure, waits for what had begun, and throws the first one', async () => {
    const log: string[] = [];
    const work = async (item: number): Promise<void> => {
      log.push(`begin ${item}`);
      await new Promise((resolve) => setImmediate(resolve));
      if (item === 1) throw new Error('first');
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`end ${item}`);
      if (item === 2) throw new Error('second');
    };
    expect(await rejection(forEachBounded([1, 2, 3, 4], 2, work))).to.have.property('message', 'first');
    expect(log).to.deep.equal(['begin 1', 'begin 2', 'end 2']);
  });
});

describe('createLimit()', () => {
  it('has at most as many under way as it may, from wherever they come, also after failures', async () => {
    const gate = gatedWork();
    const limit = createLimit(2);
    const all = [1, 2, 3, 4].map((item) => limit(() => gate.work(item).then(() => (item === 1 ? Promise.reject(new Error('one')) : item))));
    const settled = Promise.allSettled(all);
    const seen: number[] = [];
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (gate.underWay() === 0) break;
      seen.push(gate.underWay());
      await gate.release();
    }
    expect(seen).to.deep.equal([2, 2, 2, 1]);
    expect((await settled).map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  });
});

describe('createTeardown()', () => {
  it('unmakes in reverse', async () => {
    const log: string[] = [];
    const teardown = createTeardown();
    for (const what of ['a', 'b', 'c']) teardown.add(what, () => Promise.resolve(void log.push(what)));
    expect(await teardown.run()).to.deep.equal([]);
    expect(log).to.deep.equal(['c', 'b', 'a']);
  });

  it('goes on after a failure, and says what is left and why', async () => {
    const log: string[] = [];
    const teardown = createTeardown();
    teardown.add('namespace n', () => Promise.resolve(void log.push('n')));
    teardown.add('lease l', () => Promise.reject(new Error('forbidden', { cause: new Error('403') })));
    teardown.add('pod p', () => {
      throw new Error('at once');
    });
    expect(await teardown.run()).to.deep.equal(['pod p (at once)', 'lease l (forbidden: 403)']);
    expect(log).to.deep.equal(['n']);
  });

  it('tries again what failed, once all else is gone and the cluster had time to recover', async () => {
    const log: string[] = [];
    const teardown = createTeardown(() => Promise.resolve(void log.push('waits')));
    teardown.add('namespace n', () => Promise.resolve(void log.push('n')));
    teardown.add('lease l', () => Promise.resolve(void log.push('l')).then(() => (log.length < 4 ? Promise.reject(new Error('busy')) : undefined)));
    expect(await teardown.run()).to.deep.equal([]);
    expect(log).to.deep.equal(['l', 'n', 'waits', 'l']);
  });

  it('unmakes also what was made meanwhile, and nothing twice', async () => {
    const log: string[] = [];
    const teardown = createTeardown();
    teardown.add('a', () => {
      log.push('a');
      teardown.add('late', () => Promise.resolve(void log.push('late')));
      return Promise.resolve();
    });
    await teardown.run();
    await teardown.run();
    expect(log).to.deep.equal(['a', 'late']);
  });
});

describe('createStopwatch()', () => {
  it('adds up phases, those that return as well', () => {
    let now = 100;
    const stopwatch = createStopwatch(() => now);
    for (const [phase, ms] of [['read', 5], ['launch', 10.4], ['read', 7]] as const) {
      stopwatch.phase(phase);
      now += ms;
    }
    expect(stopwatch.read()).to.deep.equal({ read: 12, launch: 10 });
  });

  it('goes on after it was read', () => {
    let now = 0;
    const stopwatch = createStopwatch(() => now);
    expect(stopwatch.read()).to.deep.equal({});
    stopwatch.phase('read');
    now = 3;
    expect(stopwatch.read()).to.deep.equal({ read: 3 });
    now = 5;
    expect(stopwatch.read()).to.deep.equal({ read: 5 });
  });
});
