/** The ways of the world between the pods of a set. */
import type { Family } from '../../../probes/contract.ts';
import type { Instance } from './instances.ts';
import type { Roster, Way } from './ways.ts';
import { waysOf } from './ways.ts';

export interface WorldCell {
  /** `x/a.1 -> y/b TCP/8080 IPv4`; stable over runs. */
  readonly id: string;
  readonly way: Way;
  readonly from: Instance;
  /** Where the packet goes; through a Service it may be any pod behind it, and this is the first. */
  readonly to: Instance;
}

export const cellsOf = (instances: readonly Instance[], families: readonly Family[], roster: Roster): WorldCell[] =>
  waysOf(families, roster).flatMap((way) => {
    const servers = instances.filter(({ key }) => key === way.to);
    return instances
      .filter(({ key }) => key === way.from)
      .flatMap((from) => (way.path === 'cluster-ip' ? servers.slice(0, 1) : servers).filter((to) => to !== from).map((to) => ({ id: idOf(way, from, to), way, from, to })));
  });

const idOf = ({ transport, port, family, path, to: key }: Way, from: Instance, to: Instance): string =>
  `${from.label} -> ${path === 'cluster-ip' ? key : to.label} ${transport}/${port} IPv${family}${path === 'cluster-ip' ? ' by Service' : ''}`;
