/** What the enforcer of a direction gets to see of a connection, under a reading of the specification. */
import type { Direction } from '../model/network-policy.ts';
import type { Question } from './decision.ts';
import type { Endpoint } from './endpoint.ts';
import { readAs } from './readings.ts';
import type { Reading } from './readings.ts';

export interface View {
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly port: number;
  /** Only as an address, or only as a pod: the other is seen elsewhere. */
  readonly alone?: 'addresses' | 'selectors';
  /** A node stands between the two, which may be one's own. */
  readonly byNode?: true;
}

/** @returns several where any of them may let the connection through */
export const viewsOf = (direction: Direction, question: Question, reading: Reading): readonly View[] => {
  const { port, through } = question;
  const plain: View = { source: arriving(readAs(question.source, reading), direction, reading), target: readAs(question.target, reading), port };
  if (through === undefined || !reading.has('nat')) return [plain];
  const dialled: Endpoint = { kind: 'address', ip: through.ip };
  // Who comes by a node's port comes with that node's address, which may be the target's own node.
  if (direction === 'ingress') return [through.kind === 'node-port' ? { ...plain, source: dialled, byNode: true } : plain];
  const before: View = { source: plain.source, target: dialled, port: through.port, ...(through.kind === 'node-port' ? { byNode: true } : {}) };
  if (through.kind === 'node-port' || plain.target.kind !== 'pod') return [before];
  // Selectors always speak of the pods behind a Service, and ports are those of pods; only addresses may be the Service's.
  return [{ ...plain, alone: 'selectors' }, { ...before, alone: 'addresses' }];
};

/** Between a node and its pods policy does not stand. Of other nodes, and of a pod's way to its own, that is one reading. */
export const isExempt = (direction: Direction, { source, target, byNode }: View, reading: Reading): boolean => {
  if (byNode) return reading.has(direction === 'ingress' ? 'other-node' : 'own-node');
  if (direction === 'ingress') return source.kind === 'node' && target.kind === 'pod' && (source.name === target.node || reading.has('other-node'));
  return source.kind === 'pod' && target.kind === 'node' && source.node === target.name && reading.has('own-node');
};

/** Masqueraded or through a tunnel, a node comes with an address that nobody can name. */
const arriving = (source: Endpoint, direction: Direction, reading: Reading): Endpoint => (direction === 'ingress' && source.kind === 'node' && reading.has('node-address') ? { ...source, ips: [] } : source);
