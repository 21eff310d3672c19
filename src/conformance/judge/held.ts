/** What came of a matrix that stood once, and was to stay. */
import type { StepResult } from '../result/result.ts';
import { lapsedIn } from './lapse.ts';
import type { Watched } from './lapse.ts';
import { outcomeOf, wrongCell } from './step.ts';
import type { Judged } from './step.ts';

export interface Held extends Judged, Omit<Watched, 'expected'> {}

/** One packet that passes is a leak, though all others are stopped. One that is lost is not yet an over-block: networks lose some. */
export const judgeHeld = (held: readonly Held[]): Pick<StepResult, 'outcome' | 'reason' | 'wrong'> => {
  const closed = new Set([...lapsedIn(held.map(({ look: { expected }, ...one }) => ({ ...one, expected }))), ...thinnedIn(held)].map(({ cell }) => cell.id));
  const wrong = held.filter(({ cell, look, heard }) => (look.expected === 'deny' ? look.wrong > 0 : heard && closed.has(cell.id)));
  return { ...outcomeOf(wrong, held.filter(({ look, heard }) => look.right === 0 || !heard), held.length), wrong: wrong.map(wrongCell) };
};

/** Of a way that policy allows this share is lost, while hardly anything is lost of what no policy speaks of. */
const muchLost = 1 / 3;
const hardlyLost = 1 / 20;

/** Fewer attempts say nothing of a share. */
const fewest = 6;

const thinnedIn = (held: readonly Held[]): Held[] => {
  const allowed = held.filter(({ look }) => look.expected === 'allow');
  const others = lostOf(allowed.filter(({ guarded }) => !guarded));
  if (others.of < fewest || others.lost > others.of * hardlyLost) return [];
  return allowed.filter((one) => one.guarded && one.look.of >= fewest && one.look.wrong > one.look.of * muchLost);
};

const lostOf = (held: readonly Held[]): { readonly lost: number; readonly of: number } => ({
  lost: held.reduce((sum, { look }) => sum + look.wrong, 0),
  of: held.reduce((sum, { look }) => sum + look.of, 0),
});
