/** What is asked about a mutant, the cheapest first: each rung asks all that the ones below it ask. */
import type { ConformanceCase } from '../../src/conformance/case/case.ts';
import { faultsIn, fullFaultName } from '../enforcer/faults/in-source.ts';
import type { Mutant } from './mutant.ts';

/** `cases`: those of the battery that say they look for this fault; where one finds it, so does the profile that it is of. */
export const rungs = ['canary', 'cases', 'standard', 'long'] as const;
export type Rung = (typeof rungs)[number];

/** The cases that are played against a mutant on a rung; none by the canary. */
export const casesOn = (rung: Rung, { fault, fate }: Pick<Mutant, 'fault' | 'fate'>, all: readonly ConformanceCase[]): ConformanceCase[] => {
  const within = all.filter(({ profile }) => profile !== 'long' || rung === 'long' || (rung === 'cases' && fate === 'long'));
  if (rung === 'canary') return [];
  if (rung !== 'cases') return within;
  const name = fault && fullFaultName(fault.variant === undefined ? fault.model : `${fault.model}:${fault.variant}`);
  return within.filter(({ source }) => name !== undefined && faultsIn(source).includes(name));
};

/**
 * Upwards to the profile that must find it out, or to `highest`. An innocent one is asked about by the canary and by the
 * standard profile; what is below the floor only by the cases that look for it, if there are any.
 */
export const ladderOf = (mutant: Pick<Mutant, 'fault' | 'fate'>, all: readonly ConformanceCase[], highest: Rung = 'long'): Rung[] => {
  const isSought = casesOn('cases', mutant, all).length > 0;
  return rungsOf(mutant.fate, isSought).filter((rung) => rungs.indexOf(rung) <= rungs.indexOf(highest));
};

const rungsOf = (fate: Mutant['fate'], isSought: boolean): Rung[] => {
  const sought: Rung[] = isSought ? ['cases'] : [];
  switch (fate) {
    case 'canary':
      return ['canary'];
    case 'quick':
    case 'standard':
      return ['canary', ...sought, 'standard'];
    case 'long':
      return ['canary', ...sought, 'long'];
    case 'below-floor':
      return ['canary', ...(isSought ? sought : ['standard' as const])];
    case 'never':
      return ['canary', 'standard'];
  }
};
