import type { Outcome, StreakRecord } from './contract.ts';

/** One attempt that has ended. */
export interface Ended {
  readonly outcome: Outcome;
  readonly startMs: number;
  readonly endMs: number;
}

/** Equal attempts counted together: a streak record without its dial. */
export type Piece = Omit<StreakRecord, 't' | 'dial'>;

/** Responders named in one piece, so that a line keeps within its limit. */
export const maxResponders = 16;

/** What a piece says of its last attempt only; or of the last that had a DNS answer with addresses. */
const lastOf = ({ outcome, startMs, endMs }: Ended): Pick<Piece, 'lastMs' | 'endMs' | 'local' | 'remote' | 'seen' | 'answers'> => ({
  lastMs: startMs,
  endMs,
  ...(outcome.local === undefined ? {} : { local: outcome.local }),
  ...(outcome.remote === undefined ? {} : { remote: outcome.remote }),
  ...(outcome.seen === undefined ? {} : { seen: outcome.seen }),
  ...(outcome.answers === undefined || outcome.answers.length === 0 ? {} : { answers: outcome.answers }),
});

const countBy = (by: Piece['by'], responder: string | undefined): Pick<Piece, 'by'> => {
  if (responder === undefined) return by === undefined ? {} : { by };
  return { by: { ...by, [responder]: (by?.[responder] ?? 0) + 1 } };
};

/** A piece of one attempt. */
export const startPiece = (ended: Ended): Piece => {
  const { kind, proof, code, syscall, elapsedMs, by } = ended.outcome;
  return {
    kind,
    proof,
    ...(code === undefined ? {} : { code }),
    ...(syscall === undefined ? {} : { syscall }),
    n: 1,
    firstMs: ended.startMs,
    ...lastOf(ended),
    minMs: elapsedMs,
    maxMs: elapsedMs,
    ...countBy(undefined, by),
  };
};

/** Whether an equal attempt can still be counted in, or would name one responder too many. */
export const fits = ({ by = {} }: Piece, { by: responder }: Outcome): boolean =>
  responder === undefined || Object.hasOwn(by, responder) || Object.keys(by).length < maxResponders;

/** The piece with one more attempt, of the same kind, proof and code. */
export const addTo = (piece: Piece, ended: Ended): Piece => ({
  ...piece,
  n: piece.n + 1,
  ...lastOf(ended),
  minMs: Math.min(piece.minMs, ended.outcome.elapsedMs),
  maxMs: Math.max(piece.maxMs, ended.outcome.elapsedMs),
  ...countBy(piece.by, ended.outcome.by),
});
