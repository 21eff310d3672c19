import type { Settings } from '../model/recording.ts';
import type { Stretch } from './stretches.ts';

type Rule = Pick<Settings, 'settleAttempts' | 'settleHoldMs'>;

/**
 * What a dial's attempts add up to over time. The rule is the same for open and for closed and knows no expectation:
 * enough equal answers in a row, over long enough.
 */
export type Settled =
  | { readonly state: 'open' | 'closed'; readonly tail: Stretch }
  /** Stable once, and then not any more. */
  | { readonly state: 'flapping' }
  | { readonly state: 'unsettled'; readonly why: string };

export const settle = (stretches: readonly Stretch[], rule: Rule): Settled => {
  const tail = stretches.at(-1);
  if (tail === undefined) return { state: 'unsettled', why: 'there was no attempt' };
  if (turnsAfterSettling(stretches, rule) > 1) return { state: 'flapping' };
  if (tail.answer === 'unclear') return { state: 'unsettled', why: `the last attempts were no answer: ${tail.last}` };
  if (isLong(tail, rule)) return { state: tail.answer, tail };
  return {
    state: 'unsettled',
    why: `${tail.attempts} ${tail.attempts === 1 ? 'attempt' : 'attempts'} over ${Math.round(tail.toMs - tail.fromMs)} ms are too few to call it ${tail.answer}`,
  };
};

const isLong = (stretch: Stretch, { settleAttempts, settleHoldMs }: Rule): boolean =>
  stretch.attempts >= settleAttempts && stretch.toMs - stretch.fromMs >= settleHoldMs;

/**
 * How often the answer changed once it had been stable. One change is policy taking effect (a start-up exposure, or an
 * allow that came late); more are an enforcer that now and then does not. What a fresh pod met before anything was
 * stable counts as its start.
 */
const turnsAfterSettling = (stretches: readonly Stretch[], rule: Rule): number => {
  const answered = stretches.filter((stretch) => stretch.answer !== 'unclear');
  const first = answered.findIndex((stretch) => isLong(stretch, rule));
  if (first < 0) return 0;
  const answers = answered.slice(first).map((stretch) => stretch.answer);
  // Two of three: a turn back to where it had settled is what makes it flapping.
  const turns = answers.filter((answer, index) => index > 0 && answer !== answers[index - 1]).length;
  return turns;
};
