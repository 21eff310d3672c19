import { podsWithin, type NodeAddresses } from '../network/addresses.ts';

type Allocator = 'host-local' | 'late-release';

/** Addresses of both families out of the node's own ranges, of IPv4 only those of the prefix. */
export function addressesOf(node: NodeAddresses, podPrefix: number, type: Allocator = 'host-local'): object {
  const { last } = podsWithin(node, podPrefix);
  return {
    type,
    ranges: [[{ subnet: node.pods.v4, rangeEnd: last }], [{ subnet: node.pods.v6 }]],
    routes: [{ dst: '0.0.0.0/0' }, { dst: '::/0' }],
  };
}
