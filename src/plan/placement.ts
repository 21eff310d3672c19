/** Which node each guest goes to: spread, and the same for the same input. */
import type { NodeState, Snapshot } from '../model/snapshot.ts';

export interface Placement {
  readonly usable: readonly NodeState[];
  readonly unusable: readonly { readonly node: string; readonly reason: string }[];
}

export const usableNodes = (snapshot: Pick<Snapshot, 'nodes'>): Placement => {
  const nodes = snapshot.nodes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    usable: nodes.filter((node) => node.ready && node.schedulable),
    unusable: nodes
      .filter((node) => !node.ready || !node.schedulable)
      .map((node) => ({ node: node.name, reason: node.ready ? (node.reason ?? 'is not schedulable') : 'is not ready' })),
  };
};

/** The n-th guest's node, round robin. */
export const nodeFor = (placement: Placement, index: number): string => {
  const node = placement.usable[index % placement.usable.length];
  if (node === undefined) throw new RangeError('Cannot place a pod: no node is usable');
  return node.name;
};
