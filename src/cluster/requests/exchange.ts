/** A question to the API server and its answer, both whole: what can be asked again. */
import { fetch } from 'undici';
import type { Dispatcher } from 'undici';

export interface Question {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly dispatcher?: Dispatcher;
}

export interface Answer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** @throws whatever fetch throws where there is no whole answer */
export type Exchange = (question: Question, signal: AbortSignal) => Promise<Answer>;

/** The answer is read to its end here, so that one that breaks off is no answer. */
export const exchange: Exchange = async ({ url, ...question }, signal) => {
  const response = await fetch(url, { ...question, signal });
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
};
