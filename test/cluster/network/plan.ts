import {
  allNodes,
  fabricGateway,
  fabricPrefix,
  internet,
  metadata,
  outside,
  serviceRange,
  type AddressPair,
} from './addresses.ts';

/** A host on the fabric: the name of its namespaces, its addresses, and the process that holds them. */
export interface FabricPort {
  readonly host: string;
  readonly address: AddressPair;
  readonly anchorPid: number;
}

/** Commands for `ip -batch` inside the fabric: one bridge, one cable to each host, no way out. */
export function fabricCommands(ports: readonly FabricPort[], nodes: number): string[] {
  return [
    'link set lo up',
    'link add br0 type bridge',
    `addr add ${fabricGateway.v4}/${fabricPrefix.v4} dev br0`,
    `addr add ${fabricGateway.v6}/${fabricPrefix.v6} dev br0 nodad`,
    'link set br0 up',
    ...ports.flatMap(({ host, anchorPid }) => [
      `link add v-${host} type veth peer name eth0 netns ${anchorPid}`,
      `link set v-${host} master br0 up`,
    ]),
    ...[internet.v4, metadata].map((address) => `route add ${address}/32 via ${outside.v4}`),
    `route add ${internet.v6}/128 via ${outside.v6}`,
    ...allNodes(nodes).flatMap((node) => podRoutes(node)),
    // Silence, as from an address of the internet that nobody has.
    'route add blackhole default',
    'route add blackhole ::/0',
  ];
}

/** Commands for `ip -batch` inside a host that the fabric has given an `eth0`. */
export function hostCommands(address: AddressPair): string[] {
  return [
    'link set lo up',
    `addr add ${address.v4}/${fabricPrefix.v4} dev eth0`,
    `addr add ${address.v6}/${fabricPrefix.v6} dev eth0 nodad`,
    'link set eth0 up',
    `route add default via ${fabricGateway.v4}`,
    `route add default via ${fabricGateway.v6}`,
  ];
}

/** A node reaches the pods of the other nodes directly. */
export function nodeCommands(name: string, nodes: number): string[] {
  return allNodes(nodes)
    .filter((node) => node.name !== name)
    .flatMap((node) => podRoutes(node));
}

/** The control plane reaches Services (webhooks, say) by way of the first node, which runs kube-proxy. */
export function controlPlaneCommands(): string[] {
  const [first] = allNodes(1);
  if (first === undefined) return [];
  return [`route add ${serviceRange.v4} via ${first.v4}`, `route add ${serviceRange.v6} via ${first.v6}`];
}

/** The outside answers for the internet and for the metadata service. */
export function outsideCommands(): string[] {
  return [
    ...[internet.v4, metadata].map((address) => `addr add ${address}/32 dev lo`),
    `addr add ${internet.v6}/128 dev lo nodad`,
  ];
}

function podRoutes(node: AddressPair & { readonly pods: AddressPair }): string[] {
  return [`route add ${node.pods.v4} via ${node.v4}`, `route add ${node.pods.v6} via ${node.v6}`];
}
