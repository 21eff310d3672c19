/**
 * The controls: one unrestricted pair per node, in a namespace of our own where no policy is. They prove the path, not
 * the policy; what connects there shows that nodes, links and kube-proxy work while a deny is watched.
 */
import type { Listen } from '../../probes/contract.ts';
import { controlLabels, controlPorts, nodeLabel } from '../model/marks.ts';
import type { PlannedCell, PodPlan } from '../model/plan.ts';
import { hostsOf } from './hosts.ts';
import { nodeMark, podName } from './names.ts';
import { nodeFor } from './placement.ts';
import type { Placement } from './placement.ts';

export interface ControlInput {
  readonly run: string;
  readonly secret: string;
  readonly namespace: string;
  readonly cells: readonly PlannedCell[];
  readonly sources: readonly PodPlan[];
  readonly placement: Placement;
  /** Ports of the control stand-ins besides their own. */
  readonly listen: readonly Listen[];
}

/** Asks the cluster's DNS for host names before anybody dials them; none where the matrix names no host. */
export const resolverPods = ({ run, secret, namespace, cells, placement }: Omit<ControlInput, 'sources' | 'listen'>): PodPlan[] => {
  const hosts = hostsOf({ cells });
  if (hosts.length === 0) return [];
  const labels = controlLabels('resolver', run);
  const node = nodeFor(placement, 0);
  return [{ namespace, name: podName(run, secret, { role: 'resolver', namespace, labels, node }), role: 'resolver', serves: hosts, labels, node, listen: [], gated: false }];
};

/** A control source on every node with a source, a control stand-in on every node with a destination of the cluster's. */
export const controlPods = ({ run, secret, namespace, cells, sources, placement, listen: more }: ControlInput): PodPlan[] => {
  const usable = new Set(placement.usable.map((node) => node.name));
  const sourceNodes = [...new Set(sources.map((pod) => pod.node))];
  const destinationNodes = new Set(cells.flatMap((cell) => cell.destinations.flatMap((destination) => destination.node ?? [])));
  // A ClusterIP may lead anywhere, so its control Service needs at least one endpoint wherever that is.
  if (cells.some((cell) => cell.cell.path === 'cluster-ip')) sourceNodes.forEach((node) => destinationNodes.add(node));
  const ours = { run, secret, namespace };
  return [
    ...sourceNodes.map((node) => controlPod('control-source', node, ours)),
    ...[...destinationNodes].filter((node) => usable.has(node)).map((node) => ({ ...controlPod('control-stand-in', node, ours), listen: [...listen, ...more] })),
  ];
};

const listen: readonly Listen[] = [
  { protocol: 'tcp', port: controlPorts.tcp },
  { protocol: 'udp', port: controlPorts.udp },
];

/** The control pod of a node; the same one for everybody who names it. */
export const controlPod = (role: 'control-source' | 'control-stand-in', node: string, { run, secret, namespace }: Pick<ControlInput, 'run' | 'secret' | 'namespace'>): PodPlan => {
  const labels = { ...controlLabels(role === 'control-source' ? 'source' : 'stand-in', run), [nodeLabel]: nodeMark(node) };
  return { namespace, name: podName(run, secret, { role, namespace, labels, node }), role, serves: [node], labels, node, listen: [], gated: false };
};
