import type { Outcome, StreakRecord } from './contract.ts';
import { inOrder } from './in-order.ts';
import { addTo, fits, type Piece, startPiece, type Ended } from './piece.ts';

/** Records the attempts of one dial. */
export interface Recorder {
  /** Notes that an attempt starts now; the answer is how to tell its end. */
  readonly begin: (startMs: number) => (outcome: Outcome, endMs: number) => void;
  /** Writes what has been counted and not yet written. */
  readonly flush: () => void;
  /** The last flush: attempts still under way are left out, and those that waited for them are not. */
  readonly close: () => void;
}

/**
 * Records attempts as runs of equal outcomes. The first attempt of a new kind is written at once, further ones at the next
 * flush.
 */
export const createStreaks = (dial: string, write: (record: StreakRecord) => void): Recorder => {
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
  const { begin, close } = inOrder(take);
  return {
    begin,
    flush,
    close: () => {
      close();
      flush();
    },
  };
};
