import type { PodState } from '../../model/snapshot.ts';

/**
 * A few of many pods, the same ones for the same pods: from every node one before any node gives a second, and on each
 * node by name.
 */
export const samplePods = (pods: readonly PodState[], atMost: number): PodState[] => {
  const byNode = [...Map.groupBy(pods.toSorted(byName), ({ node }) => node)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rounds = byNode.flatMap(([, members]) => members.map((pod, round) => ({ pod, round })));
  return rounds
    .toSorted((a, b) => a.round - b.round)
    .slice(0, atMost)
    .map(({ pod }) => pod);
};

const byName = (a: PodState, b: PodState): number => (a.name < b.name ? -1 : 1);
