/** Rights without which a run comes to the same: which they are depends on what else it may, and on what it is asked. */
import { isThorough } from '../../support/thorough.ts';

export type Command = 'canary' | 'smoke' | 'audit';

const optional: Readonly<Record<Command, readonly string[]>> = {
  // Without the first, what dead runs left is not swept. Deployments are looked at where an autoscaler scales them. Pods are watched, to see them at once, and listed, should the watch fall silent: one of the two is enough.
  canary: ['list leases', 'list deployments', 'watch pods', 'list pods'],
  // Endpoints are looked at where a target is live. It may not list nodes, and knows them by the pods that it lists.
  smoke: ['list leases', 'list deployments', 'list endpointslices', 'watch pods'],
  // It looks at live pods and their endpoints everywhere, and could know nodes by pods as well.
  audit: ['list leases', 'list deployments', 'list nodes'],
};

export const isOptional = (command: Command, right: string): boolean => optional[command].includes(right);

/** Sets of them, to be taken away at once: each by itself, or else as many as can be spared together. */
export const sparedBy = (command: Command): readonly (readonly string[])[] => {
  const rights = optional[command];
  return isThorough ? rights.map((right) => [right]) : [rights.filter((right) => right !== 'watch pods' || !rights.includes('list pods'))];
};
