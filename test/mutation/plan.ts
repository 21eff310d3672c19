/** What is run next. Pure: a sweep that was cut short goes on from its attempts alone. */
import type { Attempt } from './attempt.ts';
import { ladderOf } from './ladder.ts';
import type { Mutant, Profile } from './mutant.ts';
import { isKill } from './verdict.ts';

/** So many mutants at most between two runs against the right enforcer. */
const between = 20;

/** The right enforcer first, and again after every twenty mutants. */
export const withRightOnes = (mutants: readonly Mutant[]): Mutant[] =>
  mutants.flatMap((mutant, index) => (index % between === 0 ? [right(index / between + 1), mutant] : [mutant]));

const right = (round: number): Mutant => ({ key: `no fault ${round}`, fate: 'never', effect: 'none' });

export interface Step {
  readonly mutant: Mutant;
  readonly profile: Profile;
}

export const nextStep = (mutants: readonly Mutant[], attempts: readonly Attempt[], highest?: Profile): Step | undefined => {
  for (const mutant of mutants) {
    const own = attempts.filter((attempt) => attempt.mutant === mutant.key);
    if (mutant.fate !== 'never' && own.some(isKill)) continue;
    const profile = ladderOf(mutant, highest).find((step) => !own.some((attempt) => attempt.profile === step));
    if (profile !== undefined) return { mutant, profile };
  }
  return undefined;
};
