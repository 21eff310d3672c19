/** What came of a matrix that stood once, and was to stay. */
import type { StepResult } from '../result/result.ts';
import { lapsedIn, runsOf } from './lapse.ts';
import type { Watched } from './lapse.ts';
import { outcomeOf, wrongCell } from './step.ts';
import type { Judged } from './step.ts';

export interface Held extends Judged, Watched {}

/**
 * One packet that passes is a leak, though all others are stopped. One that is lost is not yet an over-block: networks lose some.
 * Where they lose more, or hardly anybody dialled, nothing can be said.
 *
 * @param attempts so many a way should have made
 */
export const judgeHeld = (held: readonly Held[], attempts: number): Pick<StepResult, 'outcome' | 'reason' | 'wrong'> => {
  const free = lostOf(held.filter(isFree));
  const closed = new Set([...lapsedIn(held), ...thinnedIn(held, free)]);
  const wrong = held.filter((one) => (one.expected === 'deny' ? one.look.wrong > 0 : one.heard && closed.has(one)));
  if (wrong.length === 0 && free.lost > free.of * hardlyLost) return { outcome: 'not-testable', reason: `of what no policy speaks of ${free.lost} of ${free.of} attempts were lost`, wrong: [] };
  return { ...outcomeOf(wrong, held.filter(({ look, heard }) => look.right === 0 || !heard || look.right + look.wrong < attempts * fewHeard), held.length), wrong: wrong.map(wrongCell) };
};

/** The last attempts are on their way still, and a busy node dials less often. */
const fewHeard = 1 / 2;

const isFree = ({ expected, guarded }: Held): boolean => expected === 'allow' && !guarded;

/** Of a way that policy allows this share is lost, now and then and not in a row, while hardly anything is lost of what no policy speaks of. */
const muchLost = 1 / 3;
const hardlyLost = 1 / 20;

/** Fewer attempts say nothing of a share. */
const fewest = 6;

const thinnedIn = (held: readonly Held[], free: Losses): Held[] => {
  if (free.of < fewest || free.lost > free.of * hardlyLost) return [];
  return held.filter((one) => one.expected === 'allow' && one.guarded && one.look.of >= fewest && one.look.wrong - inRuns(one) > one.look.of * muchLost);
};

/** What was lost in a row is judged by who else lived. */
const inRuns = (one: Held): number => runsOf([one]).reduce((sum, run) => sum + run.length, 0);

interface Losses {
  readonly lost: number;
  readonly of: number;
}

const lostOf = (held: readonly Held[]): Losses => ({
  lost: held.reduce((sum, { look }) => sum + look.wrong, 0),
  of: held.reduce((sum, { look }) => sum + look.of, 0),
});
