/** Which failures pass by themselves, and how long to wait for that. Pure. */
import type { Answer } from './exchange.ts';

/**
 * An answer that may be another one in a moment: too many requests, a timeout, a server that starts or ends, a proxy
 * without one behind it, etcd without a leader.
 */
const transientStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Two wrote at the same time, often to the quota of a namespace. Other conflicts, as a precondition that fails, stay. */
const lostRace = /the object has been modified/;

export const isTransient = ({ status, text }: Pick<Answer, 'status' | 'text'>): boolean => transientStatuses.has(status) || (status === 409 && lostRace.test(text));

/** Nobody is there, or somebody who speaks another protocol: before the first answer that is a wrong address, not a bad moment. */
const misdirected = /^(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_INVALID_URL|HPE_\w+)$/;

/** Whatever the moment, it will be so again. */
const untrusted = /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** @param heard whether this server has ever answered */
export const mayPass = (error: unknown, heard: boolean): boolean => {
  const codes = codesOf(error);
  return !codes.some((code) => untrusted.test(code)) && (heard || !codes.some((code) => misdirected.test(code)));
};

/** fetch wraps the interesting error, sometimes one for each address that was tried. */
const codesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors : [];
  return [...own, ...[error.cause, ...inner].flatMap(codesOf)];
};

/** Milliseconds. A request that still fails after {@link Patience.wholeMs} has failed; it may take one try longer. */
export interface Patience {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  readonly wholeMs: number;
  /** The timeout of the first try; each has as much more, since what is lost should be noticed soon and a large list needs its time. */
  readonly tryMs: number;
}

export const defaultPatience: Patience = { firstPauseMs: 250, longestPauseMs: 2000, wholeMs: 30_000, tryMs: 5000 };

/**
 * Twice as long each time; half of it by chance, so that many who failed together do not come again together. What the
 * server asks for with Retry-After is the least.
 *
 * @param tries made so far, at least 1
 * @param answer absent where there was none
 */
export const pauseAfter = (tries: number, answer: Answer | undefined, { firstPauseMs, longestPauseMs }: Patience, random: () => number): number => {
  const wholeMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1));
  return Math.max(retryAfterMs(answer), wholeMs / 2 + (random() * wholeMs) / 2);
};

/** In seconds, as the API server gives it; a date is for browsers. */
const retryAfterMs = (answer: Answer | undefined): number => {
  const seconds = Number(answer?.headers['retry-after']);
  return Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0;
};
