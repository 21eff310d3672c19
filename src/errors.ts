/** What each code means for whoever calls netproof: the exit code that it leads to. */
export const errorCodes = {
  /** The matrix, a flag or a saved file is wrong. */
  ERR_USAGE: 2,
  /** The cluster refused: a right is missing, a quota is full, admission said no. */
  ERR_REFUSED: 2,
  /** The API server cannot be reached, broke off, or failed for too long: nothing is wrong with what was asked. */
  ERR_API: 3,
  /** Nothing was probed, because what we wanted to run could not be started. */
  ERR_LAUNCH: 2,
  /** Somebody ended it before anything was probed. */
  ERR_INTERRUPTED: 130,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** We could not ask. A denied connection is never one of these: that is an answer. */
export class NetproofError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'NetproofError';
    this.code = code;
  }
}

/** The client's own errors have a whole answer in their message, with its headers. They are translated before; should one slip through, it tells its status alone. */
export const messageOf = (error: Error): string => ('headers' in error && 'body' in error ? `HTTP ${'code' in error ? String(error.code) : 'error'}` : error.message);

/** Any thrown value as one line for people. */
export const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  // Ours say it all; what caused them is nobody's business: it may hold what was sent.
  if (error instanceof NetproofError) return error.message;
  const message = messageOf(error);
  const cause = error.cause instanceof Error ? messageOf(error.cause) : '';
  return message.includes(cause) ? message : `${message}: ${cause}`;
};
