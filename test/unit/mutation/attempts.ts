/** Mutants and what was said of them, for the tests of this folder. */
import type { Attempt, Verdict } from '../../mutation/attempt.ts';
import type { Fate, Mutant, Profile } from '../../mutation/mutant.ts';

export const aMutant = (key: string, fate: Fate, given: Partial<Mutant> = {}): Mutant => ({ key, fate, effect: fate === 'never' ? 'none' : 'both', ...given });

export const attempt = (mutant: string, profile: Profile, verdict: Verdict, given: Partial<Attempt> = {}): Attempt => ({ mutant, profile, verdict, code: verdict === 'accused' ? 1 : 0, seconds: 9.87, said: `${profile} was ${verdict}`, ...given });
