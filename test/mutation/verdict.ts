/** What became of a mutant. */
import type { Attempt } from './attempt.ts';
import { profiles } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import type { Kept } from './results.ts';
import { rungs } from './rung.ts';
import type { Rung } from './rung.ts';

export type Outcome = 'killed' | 'survived' | 'unfinished' | 'clean' | 'false alarm';

export interface Judged {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
  /** The one that killed, or raised the alarm; otherwise the highest one. */
  readonly attempt?: Attempt;
}

export const isKill = ({ verdict }: Attempt): boolean => verdict !== 'quiet';

const isAccused = ({ verdict }: Attempt): boolean => verdict === 'accused';

/** @param ladder the rungs that the mutant must be asked on */
export const judge = (mutant: Mutant, attempts: readonly Attempt[], ladder: readonly Rung[]): Judged => {
  const own = attempts.filter((attempt) => attempt.mutant === mutant.key).toSorted((a, b) => rungs.indexOf(a.rung) - rungs.indexOf(b.rung));
  const last = own.at(-1);
  const isFinished = ladder.every((rung) => own.some((attempt) => attempt.rung === rung));
  // An enforcer that is right may well be told to be out of reach: only a leak or an over-block is a lie.
  const telling = own.find(mutant.fate === 'never' ? isAccused : isKill);
  if (telling !== undefined) return { mutant, outcome: mutant.fate === 'never' ? 'false alarm' : 'killed', attempt: telling };
  const outcome = !isFinished ? 'unfinished' : mutant.fate === 'never' ? 'clean' : 'survived';
  return { mutant, outcome, ...(last && { attempt: last }) };
};

/** By the attempts of one commit alone: the newest that played the mutant to its end. */
export const judgeNewest = (mutant: Mutant, attempts: readonly Kept[], ladder: readonly Rung[]): Judged => {
  const own = attempts.filter((attempt) => attempt.mutant === mutant.key);
  const commits = [...new Set(own.map(({ commit }) => commit).toReversed())];
  const played = commits.map((commit) => judge(mutant, own.filter((attempt) => attempt.commit === commit), ladder));
  return played.find(({ outcome }) => outcome !== 'unfinished') ?? played[0] ?? judge(mutant, [], ladder);
};

/** Killed, and by the profile that must kill it or one before it. */
export const isKilledInTime = ({ mutant: { fate }, outcome, attempt }: Judged): boolean =>
  outcome === 'killed' && attempt?.profile !== undefined && (fate === 'never' || fate === 'below-floor' || profiles.indexOf(attempt.profile) <= profiles.indexOf(fate));
