/** Large matrices: the more a node's sources dial, the slower each dial, so that probing is no burden to the node. */
import type { DialStyle, Plan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Draft } from './draft.ts';

type OursPace = Exclude<DialStyle['pace'], 'gentle'>;

/**
 * At a responder of ours, by how many such dials the sources of a node make: up to 750 of them, at most 500 attempts a second, of
 * which each costs 0.25 ms of CPU at either end.
 */
const paceFor = (dials: number): OursPace => (dials <= 25 ? 'fast' : dials <= 100 ? 'steady' : 'sparse');

/** The canary neither counts nor is slowed: it asks a few things of each node, each as often as it must. */
export const slowCrowds = (drafts: readonly Draft[], { cells, pods }: Pick<Plan, 'cells' | 'pods'>): Draft[] => {
  const canaries = new Set(cells.flatMap(({ canary }) => (canary === undefined ? [] : [keyOf(canary.from)])));
  const nodes = new Map(pods.filter((pod) => !canaries.has(keyOf(pod))).map((pod) => [keyOf(pod), pod.node]));
  const nodeOf = ({ from, style }: Draft): string | undefined => (style.pace === 'fast' ? nodes.get(keyOf(from)) : undefined);
  const crowds = Map.groupBy(drafts, nodeOf);
  return drafts.map((draft) => {
    const node = nodeOf(draft);
    return node === undefined ? draft : { ...draft, style: { ...draft.style, pace: paceFor(crowds.get(node)?.length ?? 0) } };
  });
};
