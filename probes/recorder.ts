import type { Outcome } from './contract.ts';
import type { Ended } from './piece.ts';

/** Records the attempts of one dial, which may end in another order than they start. */
export interface Recorder {
  /** Notes that an attempt starts now; the answer is how to tell its end. */
  readonly begin: (startMs: number) => (outcome: Outcome, endMs: number) => void;
  /** Writes what is known and not yet written. */
  readonly flush: () => void;
  /** The last flush: attempts still under way are left out, and those that waited for them are not. */
  readonly close: () => void;
}

interface Started {
  readonly startMs: number;
  ended?: Ended;
}

/** Takes attempts in the order of their starts: an end waits until all that started before it have ended. */
export const createRecorder = (take: (ended: Ended) => void, flush: () => void): Recorder => {
  const started: Started[] = [];
  const takeEnded = (): void => {
    for (let first = started[0]; first?.ended !== undefined; first = started[0]) {
      started.shift();
      take(first.ended);
    }
  };
  return {
    begin: (startMs) => {
      const attempt: Started = { startMs };
      started.push(attempt);
      return (outcome, endMs) => {
        attempt.ended = { outcome, startMs, endMs };
        takeEnded();
      };
    },
    flush,
    close: () => {
      for (const { ended } of started.splice(0)) if (ended !== undefined) take(ended);
      flush();
    },
  };
};
