/** How long to wait for a matrix that does not come: as long as this cluster has shown to need, and more while little is known. */
export interface Patience {
  readonly deadlineMs: () => number;
  /** A step came out right after so long. */
  readonly learn: (tookMs: number) => void;
  /** A step did not. */
  readonly giveUp: () => void;
}

const atFirstMs = 10_000;
const leastMs = 2500;
const mostMs = 30_000;

/** From so many steps on the slowest of them says what to expect. */
const enough = 4;

export const createPatience = (): Patience => {
  let slowestMs = 0;
  let steps = 0;
  return {
    deadlineMs: () => (steps < enough ? atFirstMs : Math.min(mostMs, Math.max(leastMs, 3 * slowestMs))),
    learn: (tookMs) => {
      steps += 1;
      slowestMs = Math.max(slowestMs, tookMs);
    },
    giveUp: () => void (steps += 1),
  };
};
