/** Asks until there is an answer that counts, or it has taken too long. Whatever is asked twice does no more than asked once. */
import { describeError } from '../../errors.ts';
import type { Circuit } from './circuit.ts';
import type { Clock } from './clock.ts';
import { changesNothing, isConditional, isRepeatable, lookup, lostAnswer } from './effects.ts';
import type { Answer, Exchange, Question } from './exchange.ts';
import { isTransient, mayPass, pauseAfter } from './transient.ts';
import type { Patience } from './transient.ts';

export interface Persistence {
  readonly exchange: Exchange;
  /** Waits for its turn. */
  readonly turn: (question: Question) => Promise<void>;
  readonly circuit: Circuit;
  readonly patience: Patience;
  readonly clock: Clock;
  /** Told before each try after the first. */
  readonly onRetry: (retry: Retry) => void;
  /** Nobody waits any more for what was only read until now. What changes something ends as it would, and what comes after it cleans up. */
  readonly hurry?: AbortSignal;
}

/** Why a question is asked again. */
export interface Retry {
  readonly method: string;
  readonly path: string;
  /** Since it was asked first, milliseconds. */
  readonly waitedMs: number;
  /** What the last try brought: a status, or the name of an error. */
  readonly last: string;
}

/** Nothing was asked: the server has failed for too long. */
export class CircuitBrokenError extends Error {
  constructor(silentMs: number) {
    super(`it was not asked again, since all requests have failed for ${Math.round(silentMs / 1000)} s`);
    this.name = 'CircuitBrokenError';
  }
}

/**
 * @returns the answer, which may be a refusal
 * @throws CircuitBrokenError, LostAnswerError, or whatever the last try failed with
 */
export const createPersistent =
  (persistence: Persistence): ((question: Question) => Promise<Answer>) =>
  async (question) => {
    const { circuit, patience, clock } = persistence;
    const hurry = persistence.hurry?.aborted === true || !changesNothing(question) ? undefined : persistence.hurry;
    let startedMs: number | undefined;
    for (let tries = 1; ; tries += 1) {
      await persistence.turn(question);
      // Whoever waited for a turn has lost no patience: nobody has failed yet.
      startedMs ??= clock.now();
      const leftMs = patience.wholeMs - (clock.now() - startedMs);
      const tried = await tryOnce(persistence, question, Math.min(patience.tryMs * tries, Math.max(patience.tryMs, leftMs)), hurry);
      if (tried.answer !== undefined && !mayChange(question, tried.answer)) return tries === 1 ? tried.answer : await settled(persistence, question, tried.answer);
      const pauseMs = pauseAfter(tries, tried.answer, patience, clock.random);
      const over = clock.now() - startedMs + pauseMs > patience.wholeMs || circuit.brokenForMs() !== undefined || hurry?.aborted === true;
      if (over || !isRepeatable(question) || !mayPass(tried.error, circuit.heard())) return given(tried);
      await clock.sleep(pauseMs, hurry);
      persistence.onRetry({ method: question.method, path: new URL(question.url).pathname, waitedMs: Math.round(clock.now() - startedMs), last: lastOf(tried) });
    }
  };

/** One of the two. */
interface Tried {
  readonly answer?: Answer;
  readonly error?: unknown;
}

const lastOf = ({ answer, error }: Tried): string => (answer === undefined ? describeError(error) : `HTTP ${answer.status}`);

const given = ({ answer, error }: Tried): Answer => {
  if (answer === undefined) throw error;
  return answer;
};

const tryOnce = async ({ exchange, circuit }: Persistence, question: Question, timeoutMs: number, hurry: AbortSignal | undefined): Promise<Tried> => {
  if (!circuit.mayTry()) throw new CircuitBrokenError(circuit.brokenForMs() ?? 0);
  // Node's timers of this kind take whole milliseconds alone. Outside of the try: a mistake of ours is no failure of the server's.
  const timeout = AbortSignal.timeout(Math.ceil(timeoutMs));
  const signal = hurry === undefined ? timeout : AbortSignal.any([timeout, hurry]);
  try {
    const answer = await exchange(question, signal);
    // Who lost a race was answered by a server that is well.
    if (isTransient(answer) && answer.status !== 409) circuit.failed();
    else circuit.succeeded();
    return { answer };
  } catch (error) {
    if (hurry?.aborted !== true) circuit.failed();
    return { error };
  }
};

/** Who asked for a change of one version, and no other, has been told. */
const mayChange = (question: Question, answer: Answer): boolean => isTransient(answer) && !(answer.status === 409 && isConditional(question));

/** Whether it was done must be known: where even that cannot be asked, nothing is known of what the cluster did. */
export class LostAnswerError extends Error {
  constructor(status: number) {
    super(`its answer was lost, and whether it was done cannot be looked up (HTTP ${status})`);
    this.name = 'LostAnswerError';
  }
}

/** A try that seemed to fail may have been the one that did it. */
const settled = async (persistence: Persistence, question: Question, answer: Answer): Promise<Answer> => {
  const where = answer.status === 409 ? lookup(question) : undefined;
  if (where === undefined) return answer;
  const { hurry: _, ...patient } = persistence;
  const found = await createPersistent(patient)(where);
  if (found.status !== 200) throw new LostAnswerError(found.status);
  return lostAnswer(question, found) ?? answer;
};
