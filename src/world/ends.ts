/** What a target of a matrix leads to, as policy sees it; without packets, and without knowing addresses of pods. */
import type { MatrixTarget } from '../matrix/schema.ts';
import { selects } from '../policy/selector.ts';
import type { Protocol } from '../model/network-policy.ts';
import type { Labels } from '../model/snapshot.ts';
import type { Question } from '../policy/decision.ts';
import { toPodEndpoint } from './world.ts';
import type { World, WorldPod, WorldService } from './world.ts';

export type End = Pick<Question, 'target' | 'port' | 'through'> & { readonly protocol: Protocol };

/** Or why nobody knows. */
export type Ends = { readonly ends: readonly End[] } | { readonly unknown: string };

export const endsOfTarget = (target: MatrixTarget, world: World): Ends => {
  if ('standIn' in target) return some(target.ports.map(({ port, protocol, name }) => ({ target: { kind: 'pod', ...target.standIn, ports: name === undefined ? [] : [{ name, protocol, port }], ips: [], hostNetwork: false }, port, protocol })), '');
  if ('pods' in target) {
    const { namespace, labels } = target.pods;
    return some(podsWith(labels, namespace, world).map((pod) => ({ target: toPodEndpoint(pod), port: target.port, protocol: target.protocol ?? 'TCP' })), 'no pod has these labels');
  }
  if ('service' in target) {
    const service = world.services.find(({ namespace, name }) => namespace === target.service.namespace && name === target.service.name);
    return service === undefined ? { unknown: `there is no Service ${target.service.namespace}/${target.service.name}` } : some(serviceEnds(service, target.port, target.protocol ?? 'TCP', world), 'no pod is behind this Service');
  }
  if ('nodes' in target) return some(world.nodes.map((node) => ({ target: node, port: target.port, protocol: target.protocol ?? 'TCP' })), 'no node is known');
  if ('address' in target) return addresses([target.address], target.port, target.protocol);
  if ('host' in target) return { unknown: 'a host name may be any address' };
  switch (target.wellKnown) {
    case 'cluster-dns':
      return dnsEnds(world);
    case 'apiserver':
      return some(world.apiserver.map((end) => ({ ...end, protocol: 'TCP' })), 'the addresses of the API server are not known');
    case 'cloud-metadata':
      return addresses(target.addresses ?? ['169.254.169.254'], 80);
    case 'internet':
      return addresses(target.addresses, target.port, target.protocol);
  }
};

const some = (ends: readonly End[], otherwise: string): Ends => (ends.length === 0 ? { unknown: otherwise } : { ends });

const addresses = (ips: readonly string[], port: number, protocol: Protocol = 'TCP'): Ends => ({ ends: ips.map((ip) => ({ target: { kind: 'address', ip }, port, protocol })) });

const podsWith = (labels: Labels, namespace: string, { pods }: World): WorldPod[] => pods.filter((pod) => pod.namespace === namespace && selects({ matchLabels: labels, matchExpressions: [] }, pod.labels));

export const findDns = ({ services }: World): WorldService | undefined => services.find(({ namespace, name, ports }) => namespace === 'kube-system' && ['kube-dns', 'coredns'].includes(name) && ports.some(({ port }) => port === 53));

const dnsEnds = (world: World): Ends => {
  const service = findDns(world);
  return service === undefined ? { unknown: 'the Service of the cluster’s DNS is not known' } : some([...serviceEnds(service, 53, 'UDP', world), ...serviceEnds(service, 53, 'TCP', world)], 'no pod is behind the cluster’s DNS');
};

/** Policy is asked about the pods behind it, by their own ports: a named targetPort may be another number on each. */
const serviceEnds = ({ namespace, selector, ports, clusterIps }: WorldService, port: number, protocol: Protocol, world: World): End[] => {
  const wanted = ports.find((one) => one.port === port && one.transport === protocol);
  if (wanted === undefined || selector === undefined || Object.keys(selector).length === 0) return [];
  const { targetPort } = wanted;
  const [ip] = clusterIps;
  return podsWith(selector, namespace, world).flatMap((pod) => {
    const numbers = typeof targetPort === 'number' ? [targetPort] : pod.ports.filter((own) => own.name === targetPort && own.protocol === protocol).map((own) => own.port);
    return numbers.map((number) => ({ target: toPodEndpoint(pod), port: number, protocol, ...(ip === undefined ? {} : { through: { kind: 'cluster-ip' as const, ip, port } }) }));
  });
};
