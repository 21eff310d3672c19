import type { Outcome, StreakRecord } from './contract.ts';
import { addTo, fits, type Piece, startPiece, type Ended } from './piece.ts';

/** Records the attempts of one dial as runs of equal outcomes. */
export interface Streaks {
  /** Notes that an attempt starts now; the answer is how to tell its end. */
  readonly begin: (startMs: number) => (outcome: Outcome, endMs: number) => void;
  /** Writes what has been counted and not yet written. */
  readonly flush: () => void;
  /** The last flush: attempts still under way are left out, and those that waited for them are not. */
  readonly close: () => void;
}

interface Started {
  readonly startMs: number;
  ended?: Ended;
}

/**
 * A recorder for one dial. Attempts are taken in the order of their starts: an end waits until all that started
 * before it have ended. The first attempt of a new kind is written at once, further ones at the next flush.
 */
export const createStreaks = (dial: string, write: (record: StreakRecord) => void): Streaks => {
  const started: Started[] = [];
  let piece: Piece | undefined;
  let latest: Outcome | undefined;

  const flush = (): void => {
    if (piece !== undefined) write({ t: 'streak', dial, ...piece });
    piece = undefined;
  };
  const take = (ended: Ended): void => {
    const { outcome } = ended;
    const changed =
      latest?.kind !== outcome.kind || latest.proof !== outcome.proof || latest.code !== outcome.code;
    if (piece !== undefined && (changed || !fits(piece, outcome))) flush();
    piece = piece === undefined ? startPiece(ended) : addTo(piece, ended);
    if (changed) flush();
    latest = outcome;
  };
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
