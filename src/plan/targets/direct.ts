import type { CellTemplate, ResolveContext } from './resolution.ts';
import { familyOf } from '../../policy/ip-block.ts';

export interface Outside {
  readonly address: string;
  readonly label: string;
}

/** One cell a family, whatever the number of addresses: a cell's id holds no address. The controls dial all of them too. */
export const directCells = (outside: readonly Outside[], about: Pick<CellTemplate, 'transport' | 'port' | 'style'>): CellTemplate[] =>
  [...Map.groupBy(new Map(outside.map((one) => [one.address, one])).values(), ({ address }) => familyOf(address))].map(([family, members]) => ({
    ...about,
    path: 'direct',
    family,
    destinations: members.map(({ address, label }) => ({ address, port: about.port, pods: [], liveness: 'reached-only', label })),
    controlDials: true,
  }));

/** Why these addresses are not outside. Pods on a node's network share its address, which stays. */
export const insideOf = (addresses: readonly string[], { snapshot }: Pick<ResolveContext, 'snapshot'>): string | undefined => {
  for (const address of addresses) {
    const owner = snapshot.pods.find((pod) => !pod.hostNetwork && pod.ips.includes(address));
    if (owner) return `${address} is pod ${owner.namespace}/${owner.name}: select it by its labels, since pod addresses change`;
    const service = snapshot.services.find(({ clusterIps }) => clusterIps.includes(address));
    if (service) return `${address} is Service ${service.namespace}/${service.name}: name the Service, so that its endpoints are watched`;
  }
  return undefined;
};
