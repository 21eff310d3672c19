import { profiles } from './mutant.ts';
import type { Mutant, Profile } from './mutant.ts';

/**
 * Upwards to the profile that must kill it, or to `highest`. An innocent one is asked about by the canary and by the
 * highest alone, which plays all that the others play.
 */
export const ladderOf = ({ fate }: Pick<Mutant, 'fate'>, highest?: Profile): Profile[] => {
  const top = highest ?? (fate === 'never' || fate === 'below-floor' ? 'standard' : fate);
  const steps = profiles.slice(0, profiles.indexOf(top) + 1);
  return fate === 'never' ? steps.filter((profile) => profile === 'canary' || profile === top) : steps;
};
