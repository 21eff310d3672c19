/**
 * What the cluster looked like at one moment, as far as planning and judging need it: plain values, no client types.
 * `src/cluster/` fills it, everything pure reads it.
 */
import type { Transport } from './cell.ts';
import type { NetworkPolicy, Protocol } from './network-policy.ts';

export type Labels = Readonly<Record<string, string>>;

export interface SelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** A LabelSelector; an empty one matches everything. */
export interface Selector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly SelectorRequirement[];
}

export interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** `namespace/name`, as kubectl writes it. */
export const keyOf = ({ namespace, name }: Named): string => `${namespace}/${name}`;

/** The Service by which pods know the API server. */
export const isApiserver = ({ namespace, name }: Named): boolean => namespace === 'default' && name === 'kubernetes';

/** Of anything that has a name, the name alone. */
export const nameOf = ({ namespace, name }: Named): Named => ({ namespace, name });

export interface NamespaceState {
  readonly name: string;
  readonly uid: string;
  readonly labels: Labels;
  readonly terminating: boolean;
  /** The run of ours that made it for its controls or its canary. */
  readonly run?: string;
  /** Where that run's heart beats, if not here. */
  readonly heart?: string;
}

/** A taint that keeps away pods which do not tolerate it. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule' | 'NoExecute';
}

export interface NodeState {
  readonly name: string;
  readonly ready: boolean;
  /** False where the node is cordoned, runs another system than linux, or a taint repels a pod without tolerations; `reason` says which. */
  readonly schedulable: boolean;
  readonly reason?: string;
  /** Those that keep pods away; absent where there are none, and where the reason is one that no toleration mends. */
  readonly taints?: readonly Taint[];
  /** Absent where nodes may not be listed. */
  readonly labels?: Labels;
  /** Internal addresses, one a family. */
  readonly addresses: readonly string[];
  /** As the cloud's controller wrote it: `aws:///eu-west-1a/i-0…`; empty where there is none. */
  readonly providerId: string;
  /** How many IPv4 addresses it has for its pods, as far as its `spec.podCIDRs` tells; a CNI may manage others. */
  readonly podAddresses?: number;
  /** Nodes may not be listed: this one is known only by a pod that runs on it. */
  readonly fromPods?: true;
}

/** A port that a container declares; `name` is empty where it has none. */
export interface ContainerPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

export interface PodState extends Named {
  readonly uid: string;
  readonly labels: Labels;
  readonly node: string;
  readonly ips: readonly string[];
  readonly running: boolean;
  /** It has run to its end, well or badly, and has no network any more. */
  readonly finished: boolean;
  readonly terminating: boolean;
  readonly hostNetwork: boolean;
  readonly ready: boolean;
  /** How often its containers were started again. */
  readonly restarts: number;
  /** When `ready` last changed, as the API server tells it; compared for equality only. */
  readonly readySince: string;
  /** TCP ports on which the kubelet itself checks readiness, and for how long it may miss that one closed (period × threshold). */
  readonly readiness: readonly { readonly port: number; readonly blindMs: number }[];
  /** Of all containers: init containers and sidecars, too. */
  readonly ports: readonly ContainerPort[];
  readonly serviceAccount: string;
  /** What made it and keeps it, as far as it is told: of a Deployment's pod that is a ReplicaSet. */
  readonly controller?: { readonly kind: string; readonly name: string };
}

export interface ServicePort {
  readonly name: string;
  readonly transport: Transport;
  readonly port: number;
  readonly targetPort: number | string;
  /** The port on every node, of a Service of type NodePort or LoadBalancer. */
  readonly nodePort?: number;
}

export interface ServiceState extends Named {
  readonly labels: Labels;
  readonly clusterIps: readonly string[];
  /** Addresses outside the cluster's ranges that lead to it all the same: of load balancers, and those that it asks for. */
  readonly externalIps?: readonly string[];
  readonly ports: readonly ServicePort[];
  /** Absent where the Service selects no pods. */
  readonly selector?: Labels;
  readonly publishNotReadyAddresses: boolean;
  /** `externalTrafficPolicy: Local`: only nodes with an endpoint answer on the node port. */
  readonly localNodePorts?: boolean;
  /** Its ClusterIP leads to endpoints on the source's own node only (`internalTrafficPolicy: Local`), or nowhere. */
  readonly localClusterIp?: boolean;
  /** Endpoints are not chosen by chance: session affinity, or a preference for near ones. */
  readonly sticky?: boolean;
}

export interface EndpointState {
  readonly addresses: readonly string[];
  readonly ready: boolean;
  readonly node?: string;
  readonly pod?: Named & { readonly uid: string };
}

export interface EndpointSliceState extends Named {
  readonly service: string;
  readonly ports: readonly { readonly name: string; readonly transport: Transport; readonly port: number }[];
  readonly endpoints: readonly EndpointState[];
}

/** Anything that picks pods by label and would notice ours: policies, budgets, controllers. */
export interface Selecting extends Named {
  readonly kind:
    | 'NetworkPolicy'
    | 'PodDisruptionBudget'
    | 'HorizontalPodAutoscaler'
    | 'ReplicaSet'
    | 'DaemonSet'
    | 'StatefulSet'
    | 'ReplicationController'
    | 'Deployment';
  readonly selector: Selector;
  /** Changes whenever the object does. */
  readonly version: string;
}

/** An object of a policy API besides NetworkPolicy (Calico's, Cilium's …), which is known to exist and not read. */
export interface OtherPolicy {
  /** `globalnetworkpolicies.crd.projectcalico.org` */
  readonly resource: string;
  /** Absent where it speaks for the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
  /** Changes whenever the object does. */
  readonly version: string;
}

/** All policies of other kinds, as far as they may be listed. */
export interface OtherPolicies {
  readonly objects: readonly OtherPolicy[];
  /** Resources that are served and may not be listed by us. */
  readonly unreadable: readonly string[];
}

export interface Snapshot {
  readonly serverVersion: string;
  readonly namespaces: readonly NamespaceState[];
  readonly nodes: readonly NodeState[];
  readonly pods: readonly PodState[];
  readonly services: readonly ServiceState[];
  readonly endpointSlices: readonly EndpointSliceState[];
  readonly selecting: readonly Selecting[];
  /** What the NetworkPolicies say; whom they select is in `selecting`, too. */
  readonly policies: readonly NetworkPolicy[];
  readonly otherPolicies: OtherPolicies;
  /** Addresses on which node-local DNS caches listen; empty where there are none. */
  readonly nodeLocalDns: readonly string[];
  /** The CA (PEM) that pods are given to know the API server by. */
  readonly clusterCa?: string;
}

/** The part that policy is asked about. */
export type PolicyState = Pick<Snapshot, 'namespaces' | 'nodes' | 'pods' | 'services' | 'endpointSlices' | 'policies' | 'otherPolicies'>;

/** The part that is read again at the end: what may change in mid-run and would spoil a verdict. Of policies, that they changed is enough. */
export type Watched = Pick<Snapshot, 'namespaces' | 'nodes' | 'pods' | 'endpointSlices' | 'otherPolicies'> & { readonly policies: Snapshot['selecting'] };
