import type { NodeAddresses } from '../network/addresses.ts';

/** Addresses of both families out of the node's own ranges. */
export function hostLocal(node: NodeAddresses): object {
  return {
    type: 'host-local',
    ranges: [[{ subnet: node.pods.v4 }], [{ subnet: node.pods.v6 }]],
    routes: [{ dst: '0.0.0.0/0' }, { dst: '::/0' }],
  };
}
