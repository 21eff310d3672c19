/** Whose an address is, as far as the world knows. */
import type { Protocol } from '../model/network-policy.ts';
import type { Endpoint } from '../policy/endpoint.ts';
import type { Ends } from './end.ts';
import { serviceEnds } from './services.ts';
import { toPodEndpoint } from './world.ts';
import type { World, WorldService } from './world.ts';

/** Pods on their node's network have the node's. */
export const endpointAt = (ip: string, { nodes, pods }: World): Endpoint => {
  const node = nodes.find(({ ips }) => ips.includes(ip));
  if (node !== undefined) return node;
  const pod = pods.find(({ ips, hostNetwork }) => !hostNetwork && ips.includes(ip));
  return pod === undefined ? { kind: 'address', ip } : toPodEndpoint(pod);
};

export const serviceAt = (ip: string, { services }: World): WorldService | undefined => services.find(({ clusterIps }) => clusterIps.includes(ip));

export const endsAtAddress = (ip: string, port: number, protocol: Protocol, world: World): Ends => {
  const service = serviceAt(ip, world);
  return service === undefined ? { ends: [{ target: endpointAt(ip, world), port, protocol }] } : serviceEnds(service, { port, protocol }, world);
};
