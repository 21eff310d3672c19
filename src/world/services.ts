/** What is behind a Service, as policy sees it: pods, by their own ports. */
import type { Family } from '../../probes/contract.ts';
import type { Transport } from '../model/cell.ts';
import { isApiserver } from '../model/snapshot.ts';
import type { Named, ServicePort } from '../model/snapshot.ts';
import type { Protocol } from '../model/network-policy.ts';
import type { Through } from '../policy/decision.ts';
import { familyOf } from '../policy/ip-block.ts';
import { wears } from '../policy/selector.ts';
import { endsOr } from './end.ts';
import type { End, Ends } from './end.ts';
import { toPodEndpoint } from './world.ts';
import type { World, WorldPod, WorldService } from './world.ts';

export interface Dialled {
  readonly port: number;
  readonly protocol: Protocol;
  /** On every node, too. */
  readonly nodePorts?: boolean;
  /** Of the Service's address; its first one's, if not given. */
  readonly family?: Family;
}

export const findService = ({ namespace, name }: Named, { services }: World): WorldService | undefined => services.find((service) => service.namespace === namespace && service.name === name);

export const serviceEnds = (service: WorldService, { port, protocol, nodePorts = false, family }: Dialled, world: World): Ends => {
  const { namespace, name, selector, ports } = service;
  const wanted = ports.find((one) => one.port === port && one.transport === protocol);
  if (wanted === undefined) return { unknown: `Service ${namespace}/${name} has no ${protocol} port ${port}; it has ${ports.map((one) => `${one.transport} ${one.port}`).join(', ') || 'none'}` };
  if (isApiserver(service)) return endsOr(world.apiserver.filter(({ through }) => through !== undefined).map((end) => ({ ...end, protocol })), 'the addresses of the API server are not known');
  if (selector === undefined || Object.keys(selector).length === 0) return { unknown: `Service ${namespace}/${name} selects no pods: what is behind it is not known` };
  const pods = world.pods.filter((pod) => pod.namespace === namespace && wears(pod.labels, selector));
  const ways = [...clusterIpsOf(service, wanted, isIn(family), world), ...(nodePorts ? nodePortsOf(wanted, isIn(family), world) : [])];
  if (ways.length === 0) return { unknown: `Service ${namespace}/${name} has no address in the families asked for` };
  const ends = pods.flatMap((pod) => portsBehind(pod, wanted).flatMap((number) => ways.map((through): End => ({ target: toPodEndpoint(pod), port: number, protocol, ...(through === undefined ? {} : { through }) }))));
  return endsOr(ends, pods.length === 0 ? 'no pod is behind this Service' : `no pod behind this Service has a ${protocol} port called "${wanted.targetPort}"`);
};

/** Of a live Service without an address of its own, names lead to the pods themselves. Files need not say all that it will have. */
const clusterIpsOf = ({ clusterIps }: WorldService, { port }: ServicePort, suits: (ip: string) => boolean, { nodes }: World): (Through | undefined)[] => {
  const ip = clusterIps.find(suits) ?? (nodes.length === 0 ? '' : undefined);
  if (ip !== undefined) return [{ kind: 'cluster-ip', ip, port }];
  return clusterIps.length === 0 ? [undefined] : [];
};

const isIn = (family: Family | undefined) => (ip: string): boolean => family === undefined || familyOf(ip) === family;

const nodePortsOf = ({ nodePort }: ServicePort, suits: (ip: string) => boolean, { nodes }: World): Through[] => (nodePort === undefined ? [] : nodes.flatMap(({ ips }) => ips.filter(suits).slice(0, 1).map((ip) => ({ kind: 'node-port' as const, ip, port: nodePort }))));

/** A named targetPort may be another number on each pod. */
const portsBehind = ({ ports }: WorldPod, { targetPort, transport }: Pick<ServicePort, 'targetPort'> & { readonly transport: Transport }): number[] =>
  typeof targetPort === 'number' ? [targetPort] : ports.filter(({ name, protocol }) => name === targetPort && protocol === transport).map(({ port }) => port);
