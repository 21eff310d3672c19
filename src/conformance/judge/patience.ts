/**
 * How long to wait for a matrix that does not come. The specification sets policy no time to take effect, so what is not
 * in effect is late until a generous deadline has passed. Where that happened again and again nobody need wait so long any
 * more: the verdict on the whole is fixed.
 */
export interface Patience {
  readonly deadlineMs: () => number;
  /** A step came out right after so long. */
  readonly learn: (tookMs: number) => void;
  /** A step did not, when its time was up. */
  readonly giveUp: () => void;
}

const leastMs = 2500;

/** So many steps are waited for until the generous deadline. */
const generousWaits = 4;

/** @param generousMs how long policy may take where nothing is known against it */
export const createPatience = (generousMs: number): Patience => {
  let slowestMs = 0;
  let failed = 0;
  return {
    deadlineMs: () => (failed < generousWaits ? generousMs : Math.min(generousMs, Math.max(leastMs, 3 * slowestMs))),
    learn: (tookMs) => void (slowestMs = Math.max(slowestMs, tookMs)),
    giveUp: () => void (failed += 1),
  };
};
