import type { Settings } from '../model/recording.ts';
import { attemptsIn } from './stretches.ts';
import type { Stretch } from './stretches.ts';
import type { Window } from './windows.ts';

export type Rule = Pick<Settings, 'settleAttempts' | 'settleHoldMs'>;

/**
 * What a dial's attempts add up to over time. The rule is the same for open and for closed and knows no expectation:
 * enough equal answers in a row, over long enough.
 */
export type Settled =
  | { readonly state: 'open' | 'closed'; readonly tail: Stretch }
  /** Stable once, and then not any more; or never stable, and to and fro all the time. */
  | { readonly state: 'flapping' }
  | { readonly state: 'unsettled'; readonly why: string };

export const settle = (stretches: readonly Stretch[], rule: Rule): Settled => {
  const tail = stretches.at(-1);
  if (tail === undefined) return { state: 'unsettled', why: 'there was no attempt' };
  const answered = stretches.filter((stretch) => stretch.answer !== 'unclear');
  const stable = answered.findIndex((stretch) => isLong(stretch, rule));
  // What a fresh pod met before anything was stable counts as its start. One change after it is policy taking effect
  // (a start-up exposure, or an allow that came late); more are an enforcer that now and then does not.
  if (stable >= 0 && turnsIn(answered.slice(stable)) > 1) return { state: 'flapping' };
  if (tail.answer !== 'unclear' && isLong(tail, rule)) return { state: tail.answer, tail };
  if (goesToAndFro(answered, rule)) return { state: 'flapping' };
  if (tail.answer === 'unclear') return { state: 'unsettled', why: `the last attempts were no answer: ${tail.last}` };
  return {
    state: 'unsettled',
    why: `${tail.attempts} ${tail.attempts === 1 ? 'attempt' : 'attempts'} over ${Math.round(tail.lastStartMs - tail.fromMs)} ms are too few to call it ${tail.answer}`,
  };
};

/**
 * Enough attempts, over long enough. What counts is when they began: an attempt that waits a second for an answer
 * still asked only once, so that closed and open are measured alike.
 */
const isLong = (stretch: Stretch, { settleAttempts, settleHoldMs }: Rule): boolean =>
  stretch.attempts >= settleAttempts && stretch.lastStartMs - stretch.fromMs >= settleHoldMs;

/** Whether a part of a stretch would do as well as the whole. */
export const isLongIn = (stretch: Stretch, part: Window, { settleAttempts, settleHoldMs }: Rule): boolean =>
  attemptsIn(stretch, part) >= settleAttempts && Math.min(stretch.lastStartMs, part.toMs) - Math.max(stretch.fromMs, part.fromMs) >= settleHoldMs;

/** How often the answer changed from one stretch to the next. */
const turnsIn = (answered: readonly Stretch[]): number => answered.filter(({ answer }, index) => index > 0 && answer !== answered[index - 1]?.answer).length;

/**
 * More than one change, over a time in which something should have become stable. A single change is something that
 * takes effect, and may still become stable.
 */
const goesToAndFro = (answered: readonly Stretch[], { settleHoldMs }: Rule): boolean => {
  const [first] = answered;
  const last = answered.at(-1);
  return first !== undefined && last !== undefined && turnsIn(answered) > 1 && last.lastStartMs - first.fromMs >= settleHoldMs;
};

/** Closed and stable, and then something got through after all, however briefly. */
export const brokeThrough = (stretches: readonly Stretch[], rule: Rule): boolean => {
  const stable = stretches.findIndex((stretch) => stretch.answer === 'closed' && isLong(stretch, rule));
  return stable >= 0 && stretches.slice(stable).some(({ answer }) => answer === 'open');
};

/** Between failures somebody completed handshakes, and nobody knows who. */
export const isShaken = (stretches: readonly Stretch[]): boolean => {
  const lastClosed = stretches.findLastIndex(({ answer }) => answer === 'closed');
  const isAfterClosed = (index: number): boolean => stretches.slice(0, index).findLast(({ answer }) => answer !== 'unclear')?.answer === 'closed';
  return stretches.some(({ answer, handshake }, index) => index < lastClosed && answer === 'unclear' && handshake && isAfterClosed(index));
};
