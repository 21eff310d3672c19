/** The plan of addresses. Every cluster has a fabric of its own, so all clusters use the same plan. */

export interface AddressPair {
  readonly v4: string;
  readonly v6: string;
}

export const fabricGateway: AddressPair = { v4: '172.30.0.1', v6: 'fd30::1' };
export const fabricPrefix = { v4: 24, v6: 64 } as const;

export const controlPlane: AddressPair = { v4: '172.30.0.10', v6: 'fd30::10' };
/** The host that plays everything outside of the cluster. */
export const outside: AddressPair = { v4: '172.30.0.100', v6: 'fd30::100' };

/** "The internet": addresses for documentation, which nobody has. */
export const internet: AddressPair = { v4: '203.0.113.10', v6: '2001:db8::10' };
export const metadata = '169.254.169.254';

export const podRange: AddressPair = { v4: '10.244.0.0/16', v6: 'fd44::/48' };
export const serviceRange: AddressPair = { v4: '10.96.0.0/16', v6: 'fd96::/112' };
export const apiserverService = '10.96.0.1';
export const dnsService: AddressPair = { v4: '10.96.0.10', v6: 'fd96::10' };

export interface NodeAddresses extends AddressPair {
  readonly name: string;
  /** What this node gives to its pods. */
  readonly pods: AddressPair;
}

/** The addresses of node `number`, counted from 1. */
export function nodeAddresses(number: number): NodeAddresses {
  return {
    name: `node${number}`,
    v4: `172.30.0.${10 + number}`,
    v6: `fd30::${10 + number}`,
    pods: { v4: `10.244.${number}.0/24`, v6: `fd44:0:0:${number}::/64` },
  };
}

/** The first part of a node's IPv4 range, and its last address that a pod may have. */
export function podsWithin(node: NodeAddresses, prefix: number): { readonly range: string; readonly last: string } {
  const [first = ''] = node.pods.v4.split('/');
  return { range: `${first}/${prefix}`, last: first.replace(/0$/, String(2 ** (32 - prefix) - 2)) };
}

/** Every node of a cluster of `count`. */
export function allNodes(count: number): NodeAddresses[] {
  return Array.from({ length: count }, (_, index) => nodeAddresses(index + 1));
}
