import type { Settings } from '../model/recording.ts';
import { attemptsIn } from './stretches.ts';
import type { Stretch } from './stretches.ts';
import type { Window } from './windows.ts';

export type Rule = Pick<Settings, 'settleAttempts' | 'settleHoldMs'>;

/**
 * What a dial's attempts add up to over time. The rule knows no expectation. It asks for enough equal answers over long
 * enough, and it knows that a network may lose what somebody sent, while it never makes up an answer.
 */
export type Settled =
  /** From the first start to the last of those that got through since it has been open. */
  | { readonly state: 'open'; readonly during: Window; readonly lossy: boolean }
  | { readonly state: 'closed'; readonly tail: Stretch }
  /** Stable once, and then not any more; or never stable, and to and fro all the time. `again`: open, closed once, and open ever since. */
  | { readonly state: 'flapping'; readonly again?: Window }
  | { readonly state: 'unsettled'; readonly why: string };

/**
 * Of so many attempts in a row at least one gets through, even where three of ten are lost: all are lost in one case of
 * 1 400. Where something got through before, fewer failures may be loss.
 */
export const lossRun = 6;

/** A time of one answer. Open ones hold the failures that are too few to be anything but loss. */
export interface Phase {
  readonly answer: 'open' | 'closed';
  readonly stretches: readonly Stretch[];
}

export const settle = (stretches: readonly Stretch[], rule: Rule): Settled => {
  const tail = stretches.at(-1);
  if (tail === undefined) return { state: 'unsettled', why: 'there was no attempt' };
  const phases = phasesOf(stretches, rule);
  const last = phases.at(-1);
  // What a fresh pod met before anything was stable counts as its start. One change after it is policy taking effect
  // (a start-up exposure, or an allow that came late); more are an enforcer that now and then does not.
  const stable = phases.findIndex((phase) => phase.answer === 'closed' || isStablyOpen(phase, rule));
  if (stable >= 0 && phases.length - 1 - stable > 1) return { state: 'flapping', ...(isOnceInterrupted(phases, tail, rule) ? { again: openTime(phases[2]) } : {}) };
  if (last?.answer === 'closed' && last.stretches.at(-1) === tail) return { state: 'closed', tail };

  const rest = stretches.slice(stretches.findLastIndex(({ answer }) => answer === 'open') + 1);
  const missed = attemptsOf(rest);
  if (last?.answer === 'open') {
    if (tail.answer === 'closed' && isLongTime(rest, rule)) return { state: 'unsettled', why: `the last ${missed} attempts did not get through: too many to be surely loss, too few to call it closed` };
    if (missed < lossRun && isStablyOpen(last, rule)) return { state: 'open', during: openTime(last), lossy: isLossy(stretches, last) };
  }
  if (goesToAndFro(stretches, rule)) return { state: 'flapping' };
  if (tail.answer === 'unclear') return { state: 'unsettled', why: `the last attempts were no answer: ${tail.last}` };
  return {
    state: 'unsettled',
    why: `${tail.attempts} ${tail.attempts === 1 ? 'attempt' : 'attempts'} over ${Math.round(tail.lastStartMs - tail.fromMs)} ms are too few to call it ${tail.answer}`,
  };
};

/** Stable closings, and what lies around them as far as something got through. */
export const phasesOf = (stretches: readonly Stretch[], rule: Rule): Phase[] => {
  const phases: { answer: 'open' | 'closed'; stretches: Stretch[] }[] = [];
  for (const stretch of stretches) {
    const last = phases.at(-1);
    const answer = stretch.answer === 'open' ? 'open' : isStablyClosed(stretch, phases, rule) ? 'closed' : undefined;
    if (answer !== undefined && answer !== last?.answer) phases.push({ answer, stretches: [stretch] });
    else if (answer !== undefined || last?.answer === 'open') last?.stretches.push(stretch);
  }
  return phases;
};

const isStablyClosed = (stretch: Stretch, before: readonly Phase[], rule: Rule): boolean =>
  stretch.answer === 'closed' && isLong(stretch, rule) && (stretch.attempts >= lossRun || !before.some(({ answer }) => answer === 'open'));

/** Loss makes no attempt succeed, so what was lost in between takes nothing from what got through. */
const isStablyOpen = (phase: Phase, rule: Rule): boolean =>
  phase.answer === 'open' && isLongTime(phase.stretches.filter(({ answer }) => answer === 'open'), rule);

const isOnceInterrupted = (phases: readonly Phase[], tail: Stretch, rule: Rule): phases is readonly [Phase, Phase, Phase] => {
  const [first, , last] = phases;
  return phases.length === 3 && first?.answer === 'open' && last !== undefined && isStablyOpen(last, rule) && last.stretches.at(-1) === tail && tail.answer === 'open';
};

const openTime = ({ stretches }: Phase): Window => {
  const opened = stretches.filter(({ answer }) => answer === 'open');
  return { fromMs: opened[0]?.fromMs ?? 0, toMs: opened.at(-1)?.lastStartMs ?? 0 };
};

const isLossy = (stretches: readonly Stretch[], { stretches: [first] }: Phase): boolean =>
  stretches.slice(first === undefined ? 0 : stretches.indexOf(first)).some(({ answer }) => answer !== 'open');

const attemptsOf = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { attempts }) => sum + attempts, 0);

/**
 * Enough attempts, over long enough. What counts is when they began: an attempt that waits a second for an answer
 * still asked only once, so that closed and open are measured alike.
 */
const isLong = (stretch: Stretch, rule: Rule): boolean => isLongTime([stretch], rule);

const isLongTime = (stretches: readonly Stretch[], { settleAttempts, settleHoldMs }: Rule): boolean => {
  const [first] = stretches;
  const last = stretches.at(-1);
  return first !== undefined && last !== undefined && attemptsOf(stretches) >= settleAttempts && last.lastStartMs - first.fromMs >= settleHoldMs;
};

/** Whether a part of a stretch would do as well as the whole. */
export const isLongIn = (stretch: Stretch, part: Window, { settleAttempts, settleHoldMs }: Rule): boolean =>
  Math.min(stretch.lastStartMs, part.toMs) - Math.max(stretch.fromMs, part.fromMs) >= settleHoldMs && attemptsIn(stretch, part) >= settleAttempts;

/**
 * More than one change, over a time in which something should have become stable. A single change is something that
 * takes effect, and may still become stable.
 */
const goesToAndFro = (stretches: readonly Stretch[], { settleHoldMs }: Rule): boolean => {
  const answered = stretches.filter(({ answer }) => answer !== 'unclear');
  const turns = answered.filter(({ answer }, index) => index > 0 && answer !== answered[index - 1]?.answer).length;
  const [first] = answered;
  const last = answered.at(-1);
  return first !== undefined && last !== undefined && turns > 1 && last.lastStartMs - first.fromMs >= settleHoldMs;
};

/** Closed and stable, and then something got through after all, however briefly. */
export const brokeThrough = (stretches: readonly Stretch[], rule: Rule): boolean =>
  phasesOf(stretches, rule).some(({ answer }, index) => answer === 'open' && index > 0);

/** Between failures somebody completed handshakes, and nobody knows who. */
export const isShaken = (stretches: readonly Stretch[]): boolean => {
  const lastClosed = stretches.findLastIndex(({ answer }) => answer === 'closed');
  const isAfterClosed = (index: number): boolean => stretches.slice(0, index).findLast(({ answer }) => answer !== 'unclear')?.answer === 'closed';
  return stretches.some(({ answer, handshake }, index) => index < lastClosed && answer === 'unclear' && handshake && isAfterClosed(index));
};
