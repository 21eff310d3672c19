/**
 * The canary: whether policy is enforced at all, on each node. Guarded pods live in a namespace of their own, under two
 * policies; the controls are the free ends.
 */
import type { Family, Listen } from '../../../probes/contract.ts';
import { canaryLabels, canaryPorts, controlLabels, nodeLabel } from '../../model/marks.ts';
import type { CanaryPlan, PlannedCell, PodPlan } from '../../model/plan.ts';
import type { Named } from '../../model/snapshot.ts';
import { controlPod } from '../controls.ts';
import { nodeMark, podName } from '../names.ts';
import { canaryCells } from './cells.ts';
import type { CanaryNode } from './cells.ts';

export interface CanaryInput {
  readonly run: string;
  readonly secret: string;
  readonly namespace: string;
  readonly controlNamespace: string;
  readonly nodes: readonly string[];
  /** Those that pods do not have are left out of the report. */
  readonly families: readonly Family[];
}

export interface CanaryParts {
  readonly canary: CanaryPlan;
  readonly cells: readonly PlannedCell[];
  /** The guarded ones; the free ones are the controls. */
  readonly pods: readonly PodPlan[];
}

export const canaryListen: readonly Listen[] = [canaryPorts.open.TCP, canaryPorts.closed.TCP].flatMap((port) => [
  { protocol: 'tcp' as const, port },
  { protocol: 'udp' as const, port },
]);

export const planCanary = (input: CanaryInput): CanaryParts => {
  const nodes = input.nodes.map((node) => canaryNode(node, input));
  return {
    canary: { namespace: input.namespace, nodes: input.nodes, services: nodes.flatMap((node) => servicesOf(node, input)) },
    cells: canaryCells(nodes, input.families),
    pods: nodes.flatMap(({ clients, servers }) => [clients.guarded, servers.guarded]),
  };
};

const canaryNode = (node: string, input: CanaryInput): CanaryNode => ({
  node,
  clients: { guarded: guardedPod('client', node, input), free: controlPod('control-source', node, { ...input, namespace: input.controlNamespace }) },
  servers: { guarded: guardedPod('server', node, input), free: controlPod('control-stand-in', node, { ...input, namespace: input.controlNamespace }) },
  services: { guarded: serviceOn(node, input.namespace, input), free: serviceOn(node, input.controlNamespace, input) },
});

const guardedPod = (role: 'client' | 'server', node: string, { run, secret, namespace }: CanaryInput): PodPlan => {
  const labels = { ...canaryLabels(role, run), [nodeLabel]: nodeMark(node) };
  const podRole = role === 'client' ? ('source' as const) : ('stand-in' as const);
  return {
    namespace,
    name: podName(run, secret, { role: podRole, namespace, labels, node }),
    role: podRole,
    serves: [`canary/guarded@${node}`],
    labels,
    node,
    listen: role === 'server' ? canaryListen : [],
    gated: false,
  };
};

const serviceOn = (node: string, namespace: string, { run }: CanaryInput): Named => ({ namespace, name: `netproof-${run}-${nodeMark(node)}` });

const servicesOf = ({ node, services }: CanaryNode, { run }: CanaryInput): CanaryPlan['services'] => [
  { ...services.guarded, selector: { ...canaryLabels('server', run), [nodeLabel]: nodeMark(node) } },
  { ...services.free, selector: { ...controlLabels('stand-in', run), [nodeLabel]: nodeMark(node) } },
];
