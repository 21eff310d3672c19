import { NetproofError } from '../../errors.ts';
import type { Plan } from '../../model/plan.ts';

export interface CanaryRequest {
  /** Made for the run; the guarded pods live there. */
  readonly namespace: string;
  /** Only these; without them, every node that the matrix concerns, or every one where there is no matrix. */
  readonly nodes?: readonly string[];
}

/**
 * Which nodes the canary asks about.
 *
 * @throws NetproofError ERR_USAGE where a node that was asked for cannot take a probe
 */
export const nodesFor = ({ nodes }: CanaryRequest, { cells, pods }: Pick<Plan, 'cells' | 'pods'>, usable: readonly string[]): string[] => {
  const wrong = nodes?.filter((node) => !usable.includes(node)) ?? [];
  if (wrong.length > 0) throw new NetproofError('ERR_USAGE', `no canary on ${wrong.join(', ')}: the nodes that can take one are ${usable.join(', ')}`);
  if (nodes !== undefined) return [...new Set(nodes)];
  const concerned = new Set([...pods.map(({ node }) => node), ...cells.flatMap(({ destinations }) => destinations.flatMap((destination) => [destination.node ?? [], ...(destination.nodes ?? [])].flat()))]);
  return pods.length === 0 ? [...usable] : usable.filter((node) => concerned.has(node));
};
