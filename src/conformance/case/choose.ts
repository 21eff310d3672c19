import { NetproofError } from '../../errors.ts';
import { profiles } from './case.ts';
import type { ConformanceCase, Profile } from './case.ts';

export interface Choice {
  readonly profile: Profile;
  /** Ids of cases or of folders; then the profile does not matter. */
  readonly ids?: readonly string[];
  readonly tags?: readonly string[];
}

/**
 * The cases that are asked for, those of the lesser profiles first.
 *
 * @throws NetproofError ERR_USAGE where a name is nobody's, or nothing is left
 */
export const chooseCases = (all: readonly ConformanceCase[], { profile, ids, tags }: Choice): ConformanceCase[] => {
  const unknown = ids?.find((name) => !all.some((one) => isNamed(one, name)));
  if (unknown !== undefined) throw new NetproofError('ERR_USAGE', `There is no case "${unknown}"; the folders are ${[...new Set(all.map(({ id }) => id.split('/')[0]))].join(', ')}`);
  const inProfile = profiles.slice(0, profiles.indexOf(profile) + 1);
  const chosen = all
    .filter((one) => (ids === undefined ? inProfile.includes(one.profile) : ids.some((name) => isNamed(one, name))))
    .filter((one) => tags === undefined || tags.some((tag) => one.tags.includes(tag)));
  if (chosen.length === 0) throw new NetproofError('ERR_USAGE', `No case has ${tags?.map((tag) => `tag "${tag}"`).join(' or ') ?? 'this profile'}; tags are ${[...new Set(all.flatMap((one) => one.tags))].toSorted().join(', ')}`);
  return chosen.toSorted((a, b) => profiles.indexOf(a.profile) - profiles.indexOf(b.profile));
};

const isNamed = ({ id }: ConformanceCase, name: string): boolean => id === name || id.startsWith(`${name}/`);
