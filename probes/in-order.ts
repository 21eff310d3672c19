import type { Outcome } from './contract.ts';
import type { Ended } from './piece.ts';

/** Attempts of one dial, which may end in another order than they start. */
export interface InOrder {
  /** Notes that an attempt starts now; the answer is how to tell its end. */
  readonly begin: (startMs: number) => (outcome: Outcome, endMs: number) => void;
  /** Takes those that waited for others; attempts still under way are left out. */
  readonly close: () => void;
}

interface Started {
  readonly startMs: number;
  ended?: Ended;
}

/** Takes attempts in the order of their starts: an end waits until all that started before it have ended. */
export const inOrder = (take: (ended: Ended) => void): InOrder => {
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
    close: () => {
      for (const { ended } of started.splice(0)) if (ended !== undefined) take(ended);
    },
  };
};
