/** One dial's records become stretches of equal answers on the coordinator's clock. */
import type { StreakRecord } from '../../probes/contract.ts';
import type { DialStyle } from '../model/plan.ts';

/** `unclear` is neither: an error of ours, or a handshake by nobody knows whom. */
export type Answer = 'open' | 'closed' | 'unclear';

export interface Stretch {
  readonly answer: Answer;
  readonly attempts: number;
  /** Start of the first attempt, start of the last, end of the last; ms since the epoch. */
  readonly fromMs: number;
  readonly lastStartMs: number;
  readonly toMs: number;
  /** What the last attempt met, in a word or two. */
  readonly last: string;
  /** Responder ids that answered. */
  readonly by: readonly string[];
}

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What one outcome says about reachability. A handshake without proof counts as open only where nobody's proof was
 * asked for and no interceptor is about; a responder of ours always answers, so its silence is not an answer.
 */
export const answerOf = (streak: Pick<StreakRecord, 'kind' | 'proof'>, style: DialStyle, intercepted: boolean): Answer => {
  switch (streak.kind) {
    case 'connected':
      if (streak.proof !== 'none') return 'open';
      return style.speak === 'echo' || intercepted ? 'unclear' : 'open';
    case 'refused':
    case 'reset':
    case 'icmp-unreachable':
    case 'timed-out':
      return 'closed';
    case 'dns-error':
    case 'local-error':
      return 'unclear';
  }
};

export const describeStreak = (streak: Pick<StreakRecord, 'kind' | 'proof' | 'code'>): string => {
  const detail = streak.proof === 'none' ? streak.code : [streak.proof, streak.code].filter(Boolean).join(' ');
  return detail ? `${streak.kind} (${detail})` : streak.kind;
};

/** @param streaks of one dial, in the order of its log; @param offsetMs from the pod's clock to the coordinator's */
export const stretchesOf = (streaks: readonly StreakRecord[], offsetMs: number, style: DialStyle, intercepted: boolean): Stretch[] => {
  const stretches: Stretch[] = [];
  for (const streak of streaks) {
    const answer = answerOf(streak, style, intercepted);
    const piece: Stretch = {
      answer,
      attempts: streak.n,
      fromMs: streak.firstMs + offsetMs,
      lastStartMs: streak.lastMs + offsetMs,
      toMs: streak.endMs + offsetMs,
      last: describeStreak(streak),
      by: Object.keys(streak.by ?? {}),
    };
    const previous = stretches.at(-1);
    if (previous?.answer === answer) stretches[stretches.length - 1] = join(previous, piece);
    else stretches.push(piece);
  }
  return stretches;
};

const join = (a: Stretch, b: Stretch): Stretch => ({
  answer: a.answer,
  attempts: a.attempts + b.attempts,
  fromMs: a.fromMs,
  lastStartMs: b.lastStartMs,
  toMs: Math.max(a.toMs, b.toMs),
  last: b.last,
  by: [...new Set([...a.by, ...b.by])],
});

/**
 * Whether two windows touch. Kubelet probes come once a second and control dials five times, so what lies within a
 * second of a window belongs to it.
 */
export const overlaps = (a: Window, b: Window, toleranceMs = 1000): boolean => a.fromMs <= b.toMs + toleranceMs && b.fromMs <= a.toMs + toleranceMs;
