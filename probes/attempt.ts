import type { Outcome } from './contract.ts';
import { startDeadline } from './deadline.ts';
import { wordsOf } from './outcome.ts';
import type { Clock } from './prober.ts';

/** An outcome before the time is known. */
export type Met = Omit<Outcome, 'elapsedMs'>;

/** An attempt under way: what to say if time runs out now, and how to let go of its socket. */
export interface Underway {
  readonly overdue: () => Met;
  readonly release: () => void;
}

/** What all attempts share: a start, a deadline, exactly one end, and nothing left open after it. */
export const runAttempt = (
  timeoutMs: number,
  now: Clock,
  begin: (end: (met: Met) => void) => Underway,
): Promise<Outcome> => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const startMs = now();
  let underway: Underway | undefined;
  let ended = false;
  const end = (met: Met): void => {
    if (ended) return;
    ended = true;
    clearDeadline();
    underway?.release();
    resolve({ ...met, elapsedMs: Math.round((now() - startMs) * 100) / 100 });
  };
  const clearDeadline = startDeadline(timeoutMs, now, () => {
    end(underway?.overdue() ?? { kind: 'timed-out', proof: 'none' });
  });
  try {
    underway = begin(end);
    if (ended) underway.release();
  } catch (error) {
    end({ kind: 'local-error', proof: 'none', ...wordsOf(error) });
  }
  return promise;
};
