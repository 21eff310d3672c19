import type { Plan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';

/** From which node to which some cell leads: only there a control has to show that the way is alive. Its own node is always one. */
export const nodePairs = ({ cells, pods }: Pick<Plan, 'cells' | 'pods'>): ReadonlyMap<string, ReadonlySet<string>> => {
  const nodeOf = new Map(pods.map((pod) => [keyOf(pod), pod.node]));
  const nodeOfSource = new Map(pods.flatMap((pod) => (pod.role === 'source' ? pod.serves.map((source) => [source, pod.node] as const) : [])));
  const pairs = new Map([...new Set(pods.map(({ node }) => node))].map((node) => [node, new Set([node])]));
  for (const { cell, canary, destinations } of cells) {
    const from = pairs.get((canary === undefined ? nodeOfSource.get(cell.source) : nodeOf.get(keyOf(canary.from))) ?? '');
    for (const { node, nodes = [] } of destinations) for (const to of [...(node === undefined ? [] : [node]), ...nodes]) from?.add(to);
  }
  return pairs;
};
