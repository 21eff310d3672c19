import { expect } from 'chai';
import type { ProgressEvent } from '../../../src/run/context.ts';
import { holdProbes } from '../../../src/run/observe.ts';
import { settings } from '../../support/recording.ts';

/** A hold of a second on a clock that goes 100 ms with each look; `until` says when something else ends it. */
const hold = async (holdMs: number, { lostAtMs = Infinity, abortAtMs = Infinity } = {}) => {
  const controller = new AbortController();
  const events: ProgressEvent[] = [];
  let nowMs = 0;
  const now = (): number => {
    nowMs += 100;
    if (nowMs >= abortAtMs) controller.abort();
    return nowMs;
  };
  await holdProbes({ request: { settings: { ...settings, holdMs } }, now, signal: controller.signal, onProgress: (event) => events.push(event) }, { allLost: () => nowMs >= lostAtMs });
  return events.map((event) => (event.phase === 'hold' ? event.heldMs : -1));
};

describe('holdProbes()', () => {
  it('goes on until the time is up, and says so', async () => expect(await hold(300)).to.deep.equal([100, 200, 300]));
  it('ends when nobody can be heard', async () => expect(await hold(2000, { lostAtMs: 300 })).to.deep.equal([100, 200]));
  it('ends when it is interrupted', async () => expect(await hold(2000, { abortAtMs: 400 })).to.deep.equal([100, 200, 300]));
});
