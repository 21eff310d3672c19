import { podsWithin, type NodeAddresses } from '../network/addresses.ts';

/** Addresses of both families out of the node's own ranges, of IPv4 only those of the prefix. */
export function hostLocal(node: NodeAddresses, podPrefix: number): object {
  const { last } = podsWithin(node, podPrefix);
  return {
    type: 'host-local',
    ranges: [[{ subnet: node.pods.v4, rangeEnd: last }], [{ subnet: node.pods.v6 }]],
    routes: [{ dst: '0.0.0.0/0' }, { dst: '::/0' }],
  };
}
