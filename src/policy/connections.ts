/** Everything that one end may send to another, at once. */
import type { Family } from '../../probes/contract.ts';
import { directions } from '../model/network-policy.ts';
import { admitted, admittedPorts } from './admission.ts';
import type { Question } from './decision.ts';
import type { Endpoint } from './endpoint.ts';
import { familyBetween, isSelf } from './evaluate.ts';
import type { PolicyIndex } from './policy-index.ts';
import { everyPort, intersect, noPorts, subtract, union } from './port-set.ts';
import type { PortSet } from './port-set.ts';
import { openQuestions, readingsOf } from './readings.ts';
import type { Reading } from './readings.ts';
import { viewsOf } from './views.ts';

export interface Connections {
  /** Under every reading of the specification. */
  readonly allowed: PortSet;
  /** Under some. What is in neither is denied. */
  readonly undefined: PortSet;
}

/** New connections to the target's own address, by its own ports. */
export const connections = (source: Endpoint, target: Endpoint, index: PolicyIndex, { family }: { readonly family?: Family } = {}): Connections => {
  const ends = { source, target };
  if (isSelf(ends)) return { allowed: everyPort, undefined: noPorts };
  const answers = readingsOf(openQuestions(ends, index)).map((reading) => portsUnder(reading, ends, index, family ?? familyBetween(ends)));
  const allowed = answers.reduce(intersect, everyPort);
  return { allowed, undefined: subtract(union(answers), allowed) };
};

const portsUnder = (reading: Reading, ends: Pick<Question, 'source' | 'target'>, index: PolicyIndex, family: Family): PortSet =>
  directions
    .flatMap((direction) => viewsOf(direction, { ...ends, port: 0, protocol: 'TCP' }, reading).map((view) => admittedPorts(admitted(direction, view, reading, { index, family }))))
    .reduce(intersect, everyPort);
