/** What policy is asked about: who is there, where, and what the policies say; be it read from a cluster or from files. */
import type { NetworkPolicy } from '../model/network-policy.ts';
import { isApiserver } from '../model/snapshot.ts';
import type { ContainerPort, Labels, OtherPolicies, PolicyState, ServiceState } from '../model/snapshot.ts';
import type { Question } from '../policy/decision.ts';
import type { NodeEndpoint, PodEndpoint } from '../policy/endpoint.ts';
import { familyOf } from '../policy/ip-block.ts';
import { namedPorts } from '../policy/pod-endpoint.ts';
import { calledBy } from './called.ts';

/** A pod, or the template of one. */
export interface PodTemplate {
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** Empty where there is no pod yet. */
  readonly ips: readonly string[];
  readonly serviceAccount: string;
  /** What people call it: its workload, if it has one. */
  readonly called: string;
}

export interface WorldPod extends PodTemplate {
  /** Of a pod; a template has none. */
  readonly name?: string;
  readonly node?: string;
  readonly hostNetwork: boolean;
}

export type WorldService = Pick<ServiceState, 'namespace' | 'name' | 'selector' | 'ports' | 'clusterIps'>;

export interface World {
  readonly namespaces: readonly { readonly name: string; readonly labels: Labels }[];
  readonly policies: readonly NetworkPolicy[];
  readonly pods: readonly WorldPod[];
  readonly services: readonly WorldService[];
  /** Empty where they are not known. */
  readonly nodes: readonly NodeEndpoint[];
  /** The API server, as pods know it and as it is; empty where it is not known. */
  readonly apiserver: readonly Pick<Question, 'target' | 'port' | 'through' | 'family'>[];
  readonly otherPolicies: OtherPolicies;
}

export const worldOfSnapshot = (snapshot: PolicyState): World => ({
  namespaces: snapshot.namespaces,
  policies: snapshot.policies,
  pods: snapshot.pods
    .filter(({ finished }) => !finished)
    .map(({ controller, node, ...pod }) => ({ ...pod, ...(node === '' ? {} : { node }), called: calledBy({ name: pod.name, labels: pod.labels, ...(controller === undefined ? {} : { controller }) }) })),
  services: snapshot.services,
  nodes: snapshot.nodes.map(({ name, addresses }) => ({ kind: 'node', name, ips: addresses })),
  apiserver: apiserverIn(snapshot),
  otherPolicies: snapshot.otherPolicies,
});

const apiserverIn = ({ services, endpointSlices, nodes }: PolicyState): World['apiserver'] => {
  const service = services.find(isApiserver);
  const slices = endpointSlices.filter(({ namespace, service: name }) => isApiserver({ namespace, name }));
  const direct = slices.flatMap(({ ports, endpoints }) =>
    endpoints.flatMap(({ addresses }) => addresses.flatMap((ip) => ports.map(({ port }) => ({ target: nodeAt(ip, nodes) ?? { kind: 'address' as const, ip }, port, family: familyOf(ip) })))),
  );
  const [clusterIp] = service?.clusterIps ?? [];
  return clusterIp === undefined ? direct : [...direct, ...direct.map((end) => ({ ...end, through: { kind: 'cluster-ip' as const, ip: clusterIp, port: 443 }, family: familyOf(clusterIp) }))];
};

const nodeAt = (ip: string, nodes: PolicyState['nodes']): NodeEndpoint | undefined => {
  const node = nodes.find(({ addresses }) => addresses.includes(ip));
  return node === undefined ? undefined : { kind: 'node', name: node.name, ips: node.addresses };
};

/** What is taken for granted of namespaces that are not there. */
export const guessesOfNamespaces = (names: readonly string[], { namespaces }: Pick<World, 'namespaces'>): string[] =>
  [...new Set(names)].filter((name) => !namespaces.some((one) => one.name === name)).map((name) => `there is no namespace ${name}: it is taken for one without labels but its name`);

export const toPodEndpoint = ({ namespace, name, labels, ports, ips, hostNetwork, node }: WorldPod): PodEndpoint => ({
  kind: 'pod',
  namespace,
  ...(name === undefined ? {} : { name }),
  labels,
  ports: namedPorts(ports),
  ips,
  hostNetwork,
  ...(node === undefined ? {} : { node }),
});
