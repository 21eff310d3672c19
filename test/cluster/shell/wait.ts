import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError, messageOf } from './failure.ts';

export interface WaitOptions {
  readonly timeoutMs: number;
  readonly everyMs?: number;
  /** Added to the message of a wait that took too long, for instance the path of a log. */
  readonly hint?: () => string;
}

/** Asks until the answer is neither false nor undefined nor an exception, and returns it. */
export async function waitFor<T>(what: string, ask: () => Promise<T>, options: WaitOptions): Promise<NonNullable<T>> {
  const deadline = performance.now() + options.timeoutMs;
  let last = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
    } catch (error) {
      last = messageOf(error);
    }
    if (performance.now() > deadline) break;
    await sleep(options.everyMs ?? 100);
  }
  const details = [last, options.hint?.() ?? ''].filter((text) => text !== '').join('; ');
  throw new ClusterError(`Waited ${options.timeoutMs / 1000} s for ${what}${details === '' ? '' : `: ${details}`}`);
}
