import { setTimeout as sleep } from 'node:timers/promises';

/** Time and chance, so that tests need neither wait nor hope. */
export interface Clock {
  /** Milliseconds from any moment on; never goes back. */
  readonly now: () => number;
  /** Shorter where the signal comes. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  random: Math.random,
};
