/** Objects of the API as parts of a view. Only what the API server has admitted gets here: shapes are not checked again. */
import type { ContainerPort, Labels, Pod, Policy } from './view.ts';
import type { Direction, Peer, PolicyPort, Protocol, Rule, Selector } from './policy-spec.ts';

interface Metadata {
  readonly uid: string;
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly creationTimestamp?: string;
}

interface Container {
  readonly ports?: readonly { readonly name?: string; readonly protocol?: Protocol; readonly containerPort: number }[];
}

export interface ApiPod {
  readonly metadata: Metadata;
  readonly spec: { readonly nodeName?: string; readonly hostNetwork?: boolean; readonly containers: readonly Container[]; readonly initContainers?: readonly Container[] };
  readonly status?: { readonly phase?: string; readonly podIPs?: readonly { readonly ip: string }[] };
}

export interface ApiNamespace {
  readonly metadata: Metadata;
}

export interface ApiPolicy {
  readonly metadata: Metadata;
  readonly spec: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly ('Ingress' | 'Egress')[];
    readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }[];
    readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }[];
  };
}

export function readPod({ metadata, spec, status }: ApiPod): Pod {
  return {
    uid: metadata.uid,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: metadata.labels ?? {},
    node: spec.nodeName ?? '',
    addresses: status?.podIPs?.map(({ ip }) => ip) ?? [],
    ports: [...spec.containers, ...(spec.initContainers ?? [])].flatMap(namedPorts),
    createdMs: Date.parse(metadata.creationTimestamp ?? '') || 0,
    finished: status?.phase === 'Succeeded' || status?.phase === 'Failed',
    hostNetwork: spec.hostNetwork ?? false,
  };
}

function namedPorts({ ports = [] }: Container): ContainerPort[] {
  return ports.flatMap(({ name, protocol = 'TCP', containerPort }) => (name === undefined ? [] : [{ name, protocol, number: containerPort }]));
}

export function readNamespace({ metadata }: ApiNamespace): readonly [name: string, labels: Labels] {
  return [metadata.name, metadata.labels ?? {}];
}

export function readPolicy({ metadata, spec }: ApiPolicy): Policy {
  const ingress = (spec.ingress ?? []).map(({ from, ports }) => rule(from, ports));
  const egress = (spec.egress ?? []).map(({ to, ports }) => rule(to, ports));
  // "If no policyTypes are specified … Ingress will always be set and Egress will be set if the policy has any egress rules."
  const byDefault: Direction[] = egress.length > 0 ? ['egress', 'ingress'] : ['ingress'];
  return {
    uid: metadata.uid,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    spec: {
      podSelector: spec.podSelector ?? {},
      directions: spec.policyTypes?.map((type) => (type === 'Ingress' ? 'ingress' : 'egress')) ?? byDefault,
      ingress,
      egress,
    },
  };
}

function rule(peers: readonly Peer[] | undefined, ports: readonly PolicyPort[] | undefined): Rule {
  return { ...(peers === undefined ? {} : { peers }), ...(ports === undefined ? {} : { ports }) };
}
