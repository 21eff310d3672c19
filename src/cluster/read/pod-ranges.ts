import type { Connection } from '../connection.ts';
import { listAll } from '../lists.ts';

/**
 * How many IPv4 addresses a node has for its pods, as far as its `spec.podCIDRs` tells; a CNI may manage others. Nodes that
 * may not be listed have none that are known.
 */
export const readPodRanges = async (api: Connection): Promise<ReadonlyMap<string, number>> => {
  const nodes = await listAll('nodes', (page) => api.core.listNode(page)).catch(() => []);
  return new Map(nodes.flatMap(({ metadata, spec }) => (spec?.podCIDRs ?? []).filter((cidr) => !cidr.includes(':')).map((cidr) => [metadata?.name ?? '', 2 ** (32 - Number(cidr.split('/')[1]))] as const)));
};
