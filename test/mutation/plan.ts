/** What is run next. Pure: a sweep that was cut short goes on from its attempts alone. */
import type { ConformanceCase } from '../../src/conformance/case/case.ts';
import type { Attempt } from './attempt.ts';
import type { Mutant } from './mutant.ts';
import { ladderOf } from './rung.ts';
import type { Rung } from './rung.ts';
import { isKill } from './verdict.ts';

/** So many mutants at most between two runs against the right enforcer. */
const between = 40;

/** The right enforcer first, and again after every forty mutants. */
export const withRightOnes = (mutants: readonly Mutant[]): Mutant[] =>
  mutants.flatMap((mutant, index) => (index % between === 0 ? [right(index / between + 1), mutant] : [mutant]));

const right = (round: number): Mutant => ({ key: `no fault ${round}`, fate: 'never', effect: 'none' });

export interface Step {
  readonly mutant: Mutant;
  readonly rung: Rung;
}

/** @param cases all of the battery */
export const nextStep = (mutants: readonly Mutant[], attempts: readonly Attempt[], cases: readonly ConformanceCase[], highest?: Rung): Step | undefined => {
  for (const mutant of mutants) {
    const own = attempts.filter((attempt) => attempt.mutant === mutant.key);
    if (mutant.fate !== 'never' && own.some(isKill)) continue;
    const rung = ladderOf(mutant, cases, highest).find((step) => !own.some((attempt) => attempt.rung === step));
    if (rung !== undefined) return { mutant, rung };
  }
  return undefined;
};
