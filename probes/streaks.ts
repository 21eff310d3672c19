import type { Outcome, StreakRecord } from './contract.ts';
import { addTo, fits, type Piece, startPiece, type Ended } from './piece.ts';
import { createRecorder, type Recorder } from './recorder.ts';

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
  return createRecorder(take, flush);
};
