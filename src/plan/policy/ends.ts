/** Who stands at the far end of a cell, as policy sees it. */
import type { Destination, PlannedCell, PodPlan } from '../../model/plan.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { NodeState, PodState, Snapshot } from '../../model/snapshot.ts';
import type { Question, Through } from '../../policy/decision.ts';
import type { Endpoint, NodeEndpoint, PodEndpoint } from '../../policy/endpoint.ts';
import { toEndpoint } from '../../policy/pod-endpoint.ts';

/** Everything that has an address, by what it is known by. */
export interface Directory {
  readonly ours: ReadonlyMap<string, PodPlan>;
  readonly pods: ReadonlyMap<string, PodState>;
  readonly nodes: ReadonlyMap<string, NodeState>;
  readonly byAddress: ReadonlyMap<string, NodeState>;
}

export const directoryOf = ({ pods, nodes }: Snapshot, ours: readonly PodPlan[]): Directory => ({
  ours: new Map(ours.map((pod) => [keyOf(pod), pod])),
  pods: new Map(pods.map((pod) => [pod.uid, pod])),
  nodes: new Map(nodes.map((node) => [node.name, node])),
  byAddress: new Map(nodes.flatMap((node) => node.addresses.map((address) => [address, node]))),
});

/** Without its addresses, which it gets when it is launched. */
export const plannedEndpoint = ({ namespace, name, labels, node, ports = [] }: PodPlan): PodEndpoint => ({
  kind: 'pod',
  namespace,
  name,
  labels,
  ports,
  ips: [],
  hostNetwork: false,
  node,
});

type End = Pick<Question, 'target' | 'port' | 'through'>;

/**
 * @param source on whose node a node-local address is
 * @returns several for a Service, whose traffic goes to any of its endpoints; none where nobody knows, as for a host name
 */
export const endsOf = ({ address, port, pods, node, backends = [] }: Destination, { path }: PlannedCell['cell'], source: PodPlan, known: Directory): End[] => {
  if (typeof address !== 'string') {
    const pod = 'pod' in address && !('service' in address) ? known.ours.get(keyOf(address.pod)) : undefined;
    return pod === undefined ? [] : [{ target: plannedEndpoint(pod), port }];
  }
  switch (path) {
    case 'pod-ip':
    case 'endpoint':
      return endpointAt(address, pods[0]?.uid, known).map((target) => ({ target, port }));
    case 'cluster-ip':
    case 'node-port':
      return backends.flatMap((backend, index) => endpointAt(backend.address, pods.length === backends.length ? pods[index]?.uid : undefined, known).map((target) => ({ target, port: backend.port, through: { kind: path, ip: address, port } satisfies Through })));
    case 'node':
      return nodeEnd(known.nodes.get(node ?? ''), port);
    case 'node-local':
      return nodeEnd(known.nodes.get(source.node), port);
    case 'direct':
      return [{ target: { kind: 'address', ip: address }, port }];
  }
};

/** Behind an address stands the pod that has it, or a node, or whoever it may be. */
const endpointAt = (address: string, uid: string | undefined, known: Directory): Endpoint[] => {
  const pod = uid === undefined ? undefined : known.pods.get(uid);
  const node = known.byAddress.get(address);
  if (pod !== undefined) return [toEndpoint(pod)].filter((endpoint) => endpoint !== undefined);
  // A pod that could not be read: nobody knows what policy would look at.
  if (uid !== undefined) return [];
  return [node === undefined ? { kind: 'address', ip: address } : toNodeEndpoint(node)];
};

const nodeEnd = (node: NodeState | undefined, port: number): End[] => (node === undefined ? [] : [{ target: toNodeEndpoint(node), port }]);

const toNodeEndpoint = ({ name, addresses }: NodeState): NodeEndpoint => ({ kind: 'node', name, ips: addresses });
