/** Who stands at the far end of a cell, as policy sees it. */
import type { Destination, PlannedCell, PodPlan } from '../../model/plan.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { NodeState, PodState, Snapshot } from '../../model/snapshot.ts';
import type { Question } from '../../policy/decision.ts';
import type { Endpoint, NodeEndpoint, PodEndpoint } from '../../policy/endpoint.ts';
import { neighbourhoodOf } from '../../policy/neighbourhood.ts';
import { toEndpoint } from '../../policy/pod-endpoint.ts';

/** Everything that has an address, by what it is known by. */
export interface Directory {
  readonly ours: ReadonlyMap<string, PodPlan>;
  readonly pods: ReadonlyMap<string, PodState>;
  readonly nodes: ReadonlyMap<string, NodeState>;
  readonly nodesByAddress: ReadonlyMap<string, NodeState>;
  /** Whether an address lies where pods and Services have theirs: it may be a pod's that was not read. */
  readonly isInside: (address: string) => boolean;
}

export const directoryOf = ({ pods, services, nodes }: Snapshot, ours: readonly PodPlan[]): Directory => {
  const inside = new Set([...pods.filter(({ hostNetwork }) => !hostNetwork).flatMap(({ ips }) => ips), ...services.flatMap(({ clusterIps }) => clusterIps)].map(neighbourhoodOf));
  return {
    ours: new Map(ours.map((pod) => [keyOf(pod), pod])),
    pods: new Map(pods.map((pod) => [pod.uid, pod])),
    nodes: new Map(nodes.map((node) => [node.name, node])),
    nodesByAddress: new Map(nodes.flatMap((node) => node.addresses.map((address) => [address, node]))),
    isInside: (address) => inside.has(neighbourhoodOf(address)),
  };
};

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
 * or an address among those of pods
 */
export const endsOf = ({ address, port, pods, node, backends = [] }: Destination, { path }: PlannedCell['cell'], source: PodPlan, known: Directory): End[] => {
  if (typeof address !== 'string') {
    const pod = 'pod' in address && !('service' in address) ? known.ours.get(keyOf(address.pod)) : undefined;
    return pod === undefined ? [] : [{ target: plannedEndpoint(pod), port }];
  }
  switch (path) {
    case 'pod-ip':
    case 'endpoint':
      return endpointAt(address, pods, known).map((target) => ({ target, port }));
    case 'cluster-ip':
    case 'node-port':
      return allOrNone(backends.map((backend) => endpointAt(backend.address, pods, known).map((target) => ({ target, port: backend.port, through: { kind: path, ip: address, port } }))));
    case 'node':
      return nodeEnd(known.nodes.get(node ?? ''), port);
    case 'node-local':
      return nodeEnd(known.nodes.get(source.node), port);
    case 'direct':
      return endpointAt(address, [], known).map((target) => ({ target, port }));
  }
};

/** Where one of them is not known, nobody can say what all of them do. */
const allOrNone = (ends: readonly End[][]): End[] => (ends.some((some) => some.length === 0) ? [] : ends.flat());

/** @param pods those of which one may have the address */
const endpointAt = (address: string, pods: Destination['pods'], known: Directory): Endpoint[] => {
  const pod = pods.map(({ uid }) => known.pods.get(uid)).find((one) => one?.ips.includes(address));
  const node = known.nodesByAddress.get(address);
  if (pod !== undefined) return [toEndpoint(pod)].filter((endpoint) => endpoint !== undefined);
  // One that could not be read may be the one that has it.
  if (pods.some(({ uid }) => !known.pods.has(uid))) return [];
  if (node !== undefined) return [toNodeEndpoint(node)];
  return known.isInside(address) ? [] : [{ kind: 'address', ip: address }];
};

const nodeEnd = (node: NodeState | undefined, port: number): End[] => (node === undefined ? [] : [{ target: toNodeEndpoint(node), port }]);

const toNodeEndpoint = ({ name, addresses }: NodeState): NodeEndpoint => ({ kind: 'node', name, ips: addresses });
