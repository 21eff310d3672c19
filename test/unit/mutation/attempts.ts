/** Mutants and what was said of them, for the tests of this folder. */
import type { Attempt, Verdict } from '../../mutation/attempt.ts';
import type { Fate, Mutant } from '../../mutation/mutant.ts';
import type { Rung } from '../../mutation/rung.ts';

export const aMutant = (key: string, fate: Fate, given: Partial<Mutant> = {}): Mutant => ({ key, fate, effect: fate === 'never' ? 'none' : 'both', ...given });

/** What was found was found by the profile of the rung's name; by `quick` where only single cases were played. */
export const attempt = (mutant: string, rung: Rung, verdict: Verdict, given: Partial<Attempt> = {}): Attempt => ({
  mutant,
  rung,
  verdict,
  ...(verdict === 'quiet' ? {} : { profile: rung === 'cases' ? ('quick' as const) : rung }),
  code: verdict === 'accused' ? 1 : 0,
  seconds: 9.87,
  said: `${rung} was ${verdict}`,
  ...given,
});
