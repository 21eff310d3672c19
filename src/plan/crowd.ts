/** Large matrices: the more dials a node has at either end, the slower each of them, so that probing is no burden to the node. */
import type { DialStyle, Plan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Draft } from './draft.ts';

type OursPace = Exclude<DialStyle['pace'], 'gentle'>;

/**
 * At a responder of ours, by how many such dials a node has at one end: up to 750 of them, at most 500 attempts a second once the
 * first second is over, of which each costs 0.25 ms of CPU at either end.
 */
const paceFor = (dials: number): OursPace => (dials <= 25 ? 'fast' : dials <= 100 ? 'steady' : 'sparse');

/** The canary neither counts nor is slowed: it asks a few things of each node, each as often as it must. */
export const slowCrowds = (drafts: readonly Draft[], { cells, pods }: Pick<Plan, 'cells' | 'pods'>): Draft[] => {
  const canaries = new Set(cells.flatMap(({ canary }) => (canary === undefined ? [] : [keyOf(canary.from)])));
  const nodes = new Map(pods.map((pod) => [keyOf(pod), pod.node]));
  const endsOf = ({ from, answeredBy }: Draft): string[] => [`from ${nodes.get(keyOf(from))}`, ...(answeredBy === undefined ? [] : [`to ${nodes.get(keyOf(answeredBy))}`])];
  const counts = (draft: Draft): boolean => draft.style.pace === 'fast' && !canaries.has(keyOf(draft.from));
  const crowds = Map.groupBy(drafts.filter(counts).flatMap(endsOf), (end) => end);
  const crowdOf = (draft: Draft): number => Math.max(...endsOf(draft).map((end) => crowds.get(end)?.length ?? 0));
  return drafts.map((draft) => (counts(draft) ? { ...draft, style: { ...draft.style, pace: paceFor(crowdOf(draft)) } } : draft));
};
