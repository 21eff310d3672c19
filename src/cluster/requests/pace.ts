/** A token bucket: how many requests a client may make, as client-go's QPS and burst. */
import type { Clock } from './clock.ts';

export interface PaceLimits {
  /** In the long run. */
  readonly perSecond: number;
  /** At once, after a pause. */
  readonly burst: number;
}

/** kubectl's own; 1 000 pods are created in 20 s. */
export const defaultPace: PaceLimits = { perSecond: 50, burst: 100 };

/** @returns a turn: resolves when one more request may be made, first come, first served */
export const createPace = ({ perSecond, burst }: PaceLimits, { now, sleep }: Pick<Clock, 'now' | 'sleep'>): (() => Promise<void>) => {
  /** When the bucket would be full, if nobody came any more. */
  let fullAtMs = now();
  const tokenMs = 1000 / perSecond;
  return async () => {
    fullAtMs = Math.max(fullAtMs, now()) + tokenMs;
    const waitMs = fullAtMs - now() - burst * tokenMs;
    if (waitMs > 0) await sleep(waitMs);
  };
};
