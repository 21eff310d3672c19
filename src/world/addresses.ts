/** Whose an address is, as far as the world knows. */
import type { Protocol } from '../model/network-policy.ts';
import type { Endpoint } from '../policy/endpoint.ts';
import { familyOf, isPrivate } from '../policy/ip-block.ts';
import { isNodePort } from '../policy/node-ports.ts';
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
  if (service !== undefined) return serviceEnds(service, { port, protocol, family: familyOf(ip) }, world);
  const target = endpointAt(ip, world);
  if (target.kind === 'node' && isNodePort(port)) return { unknown: translated };
  // Of a cluster only some namespaces are read; files are all that there is.
  if (target.kind === 'address' && world.nodes.length > 0 && isPrivate(ip)) return { unknown: `${ip} may be the address of a pod or a Service that was not read` };
  return { ends: [{ target, port, protocol }] };
};

/** Of a port of nodes that is a Service's. */
export const translated = 'a node sends on what comes to this port, and to whom is not known';
