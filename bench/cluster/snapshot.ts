/** A world as a snapshot of a cluster with some nodes, on which its pods lie in turn. */
import type { EndpointSliceState, NodeState, PodState, ServiceState, Snapshot } from '../../src/model/snapshot.ts';
import { wears } from '../../src/policy/selector.ts';
import type { World, WorldPod } from '../../src/world/world.ts';

export const snapshotOf = (world: World, nodeCount = 2): Snapshot => {
  const nodes = Array.from({ length: nodeCount }, (_, at): NodeState => ({ name: `node-${at + 1}`, ready: true, schedulable: true, addresses: [`192.0.2.${at + 1}`], providerId: '' }));
  const pods = world.pods.map((pod, at) => podState(pod, at, nodes[at % nodes.length]?.name ?? ''));
  const services = world.services.map((service): ServiceState => ({ ...service, labels: {}, publishNotReadyAddresses: false, clusterIps: service.clusterIps.length > 0 ? service.clusterIps : ['10.96.255.254'], ...(service.selector === undefined ? {} : { selector: service.selector }) }));
  return {
    serverVersion: 'v1.34.0',
    namespaces: [...new Map([...world.namespaces, { name: 'default', labels: {} }, { name: 'kube-system', labels: {} }].map((one) => [one.name, one])).values()].map(({ name, labels }) => ({ name, uid: `uid-${name}`, labels, terminating: false })),
    nodes,
    pods,
    services: [...services.filter(({ name }) => name !== 'kubernetes'), apiserver],
    endpointSlices: [...services.map((service) => sliceOf(service, pods)), apiserverSlice],
    selecting: [],
    policies: world.policies,
    otherPolicies: { objects: [], unreadable: [] },
    nodeLocalDns: [],
  };
};

const podState = ({ namespace, called, labels, ports, ips, serviceAccount, hostNetwork }: WorldPod, at: number, node: string): PodState => ({
  namespace, name: `${called}-${at}`, uid: `uid-${at}`, labels, node, ips: ips.length > 0 ? ips : [`10.${244 + (at >>> 16)}.${(at >>> 8) & 255}.${at & 255}`], running: true, finished: false, terminating: false, hostNetwork,
  ready: true, restarts: 0, readySince: '', readiness: [], ports, serviceAccount, controller: { kind: 'StatefulSet', name: called },
});

const sliceOf = ({ namespace, name, selector, ports }: ServiceState, pods: readonly PodState[]): EndpointSliceState => ({
  namespace, name: `${name}-slice`, service: name,
  ports: ports.map((port) => ({ name: port.name, transport: port.transport, port: typeof port.targetPort === 'number' ? port.targetPort : port.port })),
  endpoints: pods.filter((pod) => selector !== undefined && pod.namespace === namespace && wears(pod.labels, selector)).slice(0, 4).map((pod) => ({ addresses: pod.ips, ready: true, node: pod.node, pod: { namespace, name: pod.name, uid: pod.uid } })),
});

const apiserver: ServiceState = { namespace: 'default', name: 'kubernetes', labels: {}, clusterIps: ['10.96.0.1'], ports: [{ name: 'https', transport: 'TCP', port: 443, targetPort: 6443 }], publishNotReadyAddresses: false };
const apiserverSlice: EndpointSliceState = { namespace: 'default', name: 'kubernetes', service: 'kubernetes', ports: [{ name: 'https', transport: 'TCP', port: 6443 }], endpoints: [{ addresses: ['192.0.2.200'], ready: true }] };
