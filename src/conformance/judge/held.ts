/** What came of a matrix that stood once, and was to stay. */
import type { StepResult } from '../result/result.ts';
import { lapsedIn } from './lapse.ts';
import type { Sight } from './sights.ts';
import { outcomeOf, wrongCell } from './step.ts';
import type { Judged } from './step.ts';

export interface Held extends Judged {
  /** Since it stood, in order. */
  readonly sights: readonly Sight[];
  /** A policy speaks of this way. */
  readonly guarded: boolean;
}

/** One packet that passes is a leak, though all others are stopped. One that is lost is not yet an over-block: networks lose some. */
export const judgeHeld = (held: readonly Held[]): Pick<StepResult, 'outcome' | 'reason' | 'wrong'> => {
  const lapsed = new Set(lapsedIn(held.filter(({ look, heard }) => look.expected === 'allow' && heard)));
  const wrong = held.filter((one) => (one.look.expected === 'deny' ? one.look.wrong > 0 : one.heard && (lapsed.has(one) || isShut(one))));
  return { ...outcomeOf(wrong, held.filter(({ look, heard }) => look.right === 0 || !heard), held.length), wrong: wrong.map(wrongCell) };
};

/** Of so many in a row a network that loses three of ten loses all in one case of 1 400. */
const lossRun = 6;

/** Where a way is dialled seldom, all of them tell as much. */
const fewest = 3;

const isShut = ({ look, sights }: Held): boolean => (look.right === 0 ? look.wrong >= fewest : longestRun(sights) >= lossRun);

const longestRun = (sights: readonly Sight[]): number => {
  let longest = 0;
  let run = 0;
  for (const { is } of sights) {
    run = is === 'closed' ? run + 1 : is === 'open' ? 0 : run;
    longest = Math.max(longest, run);
  }
  return longest;
};
