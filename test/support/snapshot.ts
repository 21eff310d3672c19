/** Small builders for what a cluster looks like: each takes what the test is about and fills in the rest. */
import type { EndpointSliceState, NamespaceState, NodeState, PodState, Selecting, Selector, ServiceState, Snapshot } from '../../src/model/snapshot.ts';

export const aNamespace = (name: string, fields: Partial<NamespaceState> = {}): NamespaceState => ({
  name, uid: `uid-${name}`, labels: { 'kubernetes.io/metadata.name': name }, terminating: false, ...fields,
});

export const aNode = (name: string, fields: Partial<NodeState> = {}): NodeState => ({ name, ready: true, schedulable: true, addresses: [], providerId: '', ...fields });

/** A running, ready pod of `default` on node-1. */
export const aPod = (name: string, fields: Partial<PodState> = {}): PodState => ({
  namespace: 'default', name, uid: `uid-${name}`, labels: { app: name }, node: 'node-1', ips: ['10.0.0.10'], running: true, finished: false, terminating: false,
  hostNetwork: false, ready: true, restarts: 0, readySince: '2026-01-01T00:00:00.000Z', readiness: [], ports: [], serviceAccount: 'default', ...fields,
});

/** A Service of `default` with port 80 and one ClusterIP. */
export const aService = (name: string, fields: Partial<ServiceState> = {}): ServiceState => ({
  namespace: 'default', name, labels: {}, clusterIps: ['10.96.0.80'], ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 80 }],
  selector: { app: name }, publishNotReadyAddresses: false, ...fields,
});

/** The slice of a Service, with an endpoint for each of these pods. */
export const aSlice = (service: string, pods: readonly PodState[], fields: Partial<EndpointSliceState> = {}): EndpointSliceState => ({
  namespace: 'default', name: `${service}-abcde`, service, ports: [{ name: '', transport: 'TCP', port: 80 }],
  endpoints: pods.map(({ namespace, name, uid, ips, ready, node }) => ({ addresses: ips.slice(0, 1), ready, node, pod: { namespace, name, uid } })), ...fields,
});

export const aSelector = (matchLabels: Selector['matchLabels'], matchExpressions: Selector['matchExpressions'] = []): Selector => ({ matchLabels, matchExpressions });

export const aSelecting = (kind: Selecting['kind'], name: string, selector: Selector, fields: Partial<Selecting> = {}): Selecting => ({
  kind, namespace: 'default', name, selector, version: '1', ...fields,
});

export const kubernetesService: ServiceState = aService('kubernetes', {
  clusterIps: ['10.96.0.1'], ports: [{ name: 'https', transport: 'TCP', port: 443, targetPort: 6443 }],
});

/** Two nodes, the namespaces `default`, `app` and `kube-system`, the Service of the API server, and nothing else. */
export const aSnapshot = (fields: Partial<Snapshot> = {}): Snapshot => ({
  serverVersion: 'v1.34.0',
  namespaces: ['default', 'app', 'kube-system'].map((name) => aNamespace(name)),
  nodes: [aNode('node-1'), aNode('node-2')],
  pods: [], endpointSlices: [], selecting: [], policies: [], otherPolicies: { objects: [], unreadable: [] }, nodeLocalDns: [], ...fields,
  services: [...(fields.services ?? []), ...(fields.services?.some(({ name }) => name === 'kubernetes') ? [] : [kubernetesService])],
});
