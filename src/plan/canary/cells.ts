/** Every question of the canary, on every node, by every way: as cells like any other. */
import type { Family } from '../../../probes/contract.ts';
import { cellId } from '../../model/cell.ts';
import { canaryPorts } from '../../model/marks.ts';
import type { Transport } from '../../model/cell.ts';
import { enforcedAt } from '../../model/plan.ts';
import type { Destination, DialStyle, PlannedCell, PodPlan } from '../../model/plan.ts';
import { nameOf } from '../../model/snapshot.ts';
import type { Named } from '../../model/snapshot.ts';
import type { Origin } from '../../model/verdict.ts';
import { responderStyle } from '../targets/style.ts';
import { questions } from './questions.ts';
import type { Question, Side } from './questions.ts';

/** No file says what the canary expects. */
export const canaryOrigin: Origin = { file: 'netproof canary', line: 0, column: 0 };

/** The pods of one node, and the Service before each of its servers. */
export interface CanaryNode {
  readonly node: string;
  readonly clients: Readonly<Record<Side, PodPlan>>;
  readonly servers: Readonly<Record<Side, PodPlan>>;
  readonly services: Readonly<Record<Side, Named>>;
}

interface Way {
  readonly path: 'pod-ip' | 'cluster-ip';
  readonly transport: Transport;
  readonly family: Family;
}

const waysIn = (families: readonly Family[]): Way[] =>
  (['pod-ip', 'cluster-ip'] as const).flatMap((path) => (['TCP', 'UDP'] as const).flatMap((transport) => families.map((family) => ({ path, transport, family }))));

/** A node alone meets itself only; of several each also meets the next one, so that all are both ends. */
export const canaryCells = (nodes: readonly CanaryNode[], families: readonly Family[]): PlannedCell[] => {
  const ways = waysIn(families);
  return nodes.flatMap((node, index) => {
    const next = nodes[(index + 1) % nodes.length];
    const partners = next === undefined || next === node ? [node] : [node, next];
    return partners.flatMap((partner) => questions.flatMap((question) => ways.map((way) => canaryCell(question, node, partner, way))));
  });
};

const canaryCell = (question: Question, node: CanaryNode, partner: CanaryNode, way: Way): PlannedCell => {
  const { direction, verdict } = question;
  const port = canaryPorts[question.port][way.transport];
  // Ingress is decided where the server is.
  const [from, to] = enforcedAt[direction] === 'ingress' ? [partner, node] : [node, partner];
  const parts = { source: nameOfEnd(question.from, from), target: nameOfEnd(question.to, to), transport: way.transport, port, path: way.path, family: way.family };
  return {
    cell: { id: cellId(parts), ...parts, origin: canaryOrigin },
    intent: { verdict, basis: 'specified', deciders: [{ kind: 'intent', origin: canaryOrigin }] },
    style: { ...responderStyle(way.transport), pace: paceOf(question, way) },
    destinations: [destinationOf(to, question.to, way, port)],
    controlDials: false,
    canary: { from: nameOf(from.clients[question.from]), node: node.node, partner: partner.node, direction },
  };
};

/**
 * Egress of a fresh pod is seen from its first instruction on, so its denies are watched as closely as a matrix'. The rest
 * is many, and pods of ours are guests on every node.
 */
const paceOf = ({ direction, verdict }: Question, { path }: Way): DialStyle['pace'] => {
  if (verdict === 'allow' || path === 'cluster-ip') return 'slow';
  return direction === 'egress' ? 'fast' : 'steady';
};

/** Nothing that a matrix may call its own. */
const nameOfEnd = (side: Side, { node }: CanaryNode): string => `canary/${side}@${node}`;

const destinationOf = ({ node, servers, services }: CanaryNode, side: Side, { path }: Way, port: number): Destination => {
  const pod = nameOf(servers[side]);
  const about = { port, pods: [], liveness: 'stand-in' as const, label: `canary ${side} server on ${node}` };
  return path === 'pod-ip' ? { ...about, address: { pod }, node } : { ...about, address: { service: services[side], pod }, nodes: [node] };
};
