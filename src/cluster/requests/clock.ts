import { setTimeout as sleep } from 'node:timers/promises';

/** Time and chance, so that tests need neither wait nor hope. */
export interface Clock {
  /** Milliseconds from any moment on; never goes back. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

export const realClock: Clock = {
  now: () => performance.now(),
  sleep: async (ms) => {
    await sleep(ms);
  },
  random: Math.random,
};
