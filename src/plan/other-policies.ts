import type { OtherPolicies } from '../model/snapshot.ts';

/** Policies of other kinds may decide as well: who reads the report must know that they were not read. Pure. */
export const remarksOnOtherPolicies = ({ objects, unreadable }: OtherPolicies): string[] => {
  const counts = [...Map.groupBy(objects, ({ resource }) => resource)].map(([resource, found]) => `${found.length} ${resource}`);
  return [
    ...(counts.length === 0 ? [] : [`besides NetworkPolicies there ${objects.length === 1 ? 'is' : 'are'} ${counts.join(', ')}, which netproof does not read: they may decide, too`]),
    ...unreadable.map((resource) => `${resource} may not be listed: if there are any, they may decide, too`),
  ];
};
