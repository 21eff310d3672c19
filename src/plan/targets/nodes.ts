import type { MatrixTarget } from '../../matrix/schema.ts';
import type { NodeState } from '../../model/snapshot.ts';
import { styleOf } from './style.ts';
import { familyOf } from '../../policy/ip-block.ts';
import { failed } from './resolution.ts';
import type { CellTemplate, Resolution, ResolveContext } from './resolution.ts';

type NodesTarget = Extract<MatrixTarget, { nodes: unknown }>;

/** Nodes by their internal addresses: all of them, or those named. */
export const resolveNodes = ({ nodes: { names }, port, protocol = 'TCP', speak }: NodesTarget, { snapshot, families }: ResolveContext): Resolution => {
  const unknown = names?.find((name) => !snapshot.nodes.some((node) => node.name === name));
  if (unknown !== undefined) return failed(`there is no node "${unknown}"`);
  const nodes = inOrder(names === undefined ? snapshot.nodes : snapshot.nodes.filter(({ name }) => names.includes(name)));
  const cells = families.map((family): CellTemplate => ({
    transport: protocol,
    port,
    path: 'node',
    family,
    style: styleOf(speak),
    destinations: nodes.flatMap((node) =>
      addressesOf(node, family).map((address) => ({ address, port, pods: [], node: node.name, liveness: 'reached-only' as const, label: `node ${node.name}` })),
    ),
    controlDials: true,
  }));
  // Each node in each family, or an error: a node that is left out in silence would look covered.
  for (const family of families) {
    const bare = nodes.find((node) => addressesOf(node, family).length === 0);
    if (bare) return failed(`node "${bare.name}" has no internal IPv${family} address`);
  }
  return { cells, remarks: ['a pod and its own node may always talk, whatever a policy says'] };
};

export const inOrder = (nodes: readonly NodeState[]): NodeState[] => nodes.toSorted((a, b) => (a.name < b.name ? -1 : 1));

export const addressesOf = ({ addresses }: NodeState, family: 4 | 6): string[] => addresses.filter((address) => familyOf(address) === family);
