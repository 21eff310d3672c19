import type { OtherPolicies } from '../model/snapshot.ts';

/**
 * Policies of other kinds are known to exist and not read: where one may have a say, NetworkPolicy has not the last word.
 *
 * @param namespaces of both ends
 */
export const otherDecider = ({ objects, unreadable }: OtherPolicies, namespaces: readonly string[]): string | undefined => {
  const other = objects.find(({ namespace }) => namespace === undefined || namespaces.includes(namespace));
  if (other !== undefined) return `${other.resource} ${other.name} may decide, too, and is not read`;
  return unreadable[0] === undefined ? undefined : `${unreadable[0]} may not be listed: if there are any, they may decide, too`;
};
