/** What a target of a matrix leads to, as policy sees it; without packets, and without knowing addresses of pods. */
import type { Family } from '../../probes/contract.ts';
import type { MatrixTarget } from '../matrix/schema.ts';
import { metadataEndpoints } from '../plan/targets/metadata-endpoints.ts';
import { familyOf } from '../policy/ip-block.ts';
import { wears } from '../policy/selector.ts';
import type { Protocol } from '../model/network-policy.ts';
import type { Labels } from '../model/snapshot.ts';
import { isNodePort } from '../policy/node-ports.ts';
import { endsAtAddress, translated } from './addresses.ts';
import { findDns, isDnsGuessed, usualDns } from './dns.ts';
import { endsOr, inFamily } from './end.ts';
import type { End, Ends } from './end.ts';
import { findService, serviceEnds } from './services.ts';
import { toPodEndpoint } from './world.ts';
import type { World, WorldPod } from './world.ts';

/** @param family of Services' addresses, and of those that are known by heart; if not given, the first of a Service, and IPv4 */
export const endsOfTarget = (target: MatrixTarget, world: World, family?: Family): Ends => {
  if ('standIn' in target) return endsOr(target.ports.map(({ port, protocol, name }) => ({ target: { kind: 'pod', ...target.standIn, ports: name === undefined ? [] : [{ name, protocol, port }], ips: [], hostNetwork: false }, port, protocol })), '');
  if ('pods' in target) {
    const { namespace, labels } = target.pods;
    return endsOr(podsWith(labels, namespace, world).map((pod) => ({ target: toPodEndpoint(pod), port: target.port, protocol: target.protocol ?? 'TCP' })), 'no pod has these labels');
  }
  if ('service' in target) return endsOfService(target, world, family);
  if ('nodes' in target) return endsOnNodes(target, world);
  if ('address' in target) return addresses([target.address], target.port, target.protocol ?? 'TCP', world);
  if ('host' in target) return { unknown: 'a host name may be any address' };
  switch (target.wellKnown) {
    case 'cluster-dns':
      return dnsEnds(world, family);
    case 'apiserver':
      return endsOr(world.apiserver.map((end) => ({ ...end, protocol: 'TCP' })), 'the addresses of the API server are not known');
    case 'cloud-metadata':
      return target.addresses === undefined ? metadata(target.clouds ?? [], family) : addresses(target.addresses, 80, 'TCP', world);
    case 'internet':
      return addresses(target.addresses, target.port, target.protocol ?? 'TCP', world);
  }
};

const endsOnNodes = ({ nodes: { names }, port, protocol = 'TCP' }: Extract<MatrixTarget, { nodes: unknown }>, { nodes }: World): Ends => {
  const missing = names?.find((name) => !nodes.some((node) => node.name === name));
  if (nodes.length > 0 && missing !== undefined) return { unknown: `there is no node "${missing}"` };
  if (isNodePort(port)) return { unknown: translated };
  const chosen = nodes.filter(({ name }) => names === undefined || names.includes(name));
  return endsOr(chosen.map((target) => ({ target, port, protocol })), 'no node is known');
};

/** The first of which nobody knows what it leads to makes all of them unknown. */
const addresses = (ips: readonly string[], port: number, protocol: Protocol, world: World): Ends => {
  const found = ips.map((ip) => inFamily(familyOf(ip), endsAtAddress(ip, port, protocol, world)));
  return found.find((ends) => 'unknown' in ends) ?? { ends: endsIn(found) };
};

const endsIn = (found: readonly Ends[]): End[] => found.flatMap((ends) => ('ends' in ends ? ends.ends : []));

const metadata = (clouds: readonly string[], family: Family = 4): Ends => {
  const endpoints = metadataEndpoints.filter(({ cloud, address }) => family === familyOf(address) && (cloud === undefined || clouds.includes(cloud)));
  return endsOr(endpoints.map(({ address, port }) => ({ target: { kind: 'address', ip: address }, port, protocol: 'TCP' })), 'no metadata address is known in this family');
};

const podsWith = (labels: Labels, namespace: string, { pods }: World): WorldPod[] => pods.filter((pod) => pod.namespace === namespace && wears(pod.labels, labels));

const endsOfService = ({ service: wanted, port, protocol = 'TCP', nodePorts = false }: Extract<MatrixTarget, { service: unknown }>, world: World, family?: Family): Ends => {
  const service = findService(wanted, world);
  return service === undefined ? { unknown: `there is no Service ${wanted.namespace}/${wanted.name}` } : serviceEnds(service, { port, protocol, nodePorts, ...(family === undefined ? {} : { family }) }, world);
};

const dnsEnds = (world: World, family?: Family): Ends => {
  if (isDnsGuessed(world)) return { ends: usualDns };
  const service = findDns(world);
  if (service === undefined) return { unknown: 'the Service of the cluster’s DNS is not known' };
  const found = (['UDP', 'TCP'] as const).map((protocol) => serviceEnds(service, { port: 53, protocol, ...(family === undefined ? {} : { family }) }, world));
  return endsOr(endsIn(found), 'no pod is behind the cluster’s DNS');
};
