/** Everything that one end may send to another, at once. */
import type { Family } from '../../probes/contract.ts';
import { admit, admittedPorts } from './admission.ts';
import type { Question } from './decision.ts';
import type { Endpoint } from './endpoint.ts';
import { familyBetween, isSelf } from './evaluate.ts';
import type { PolicyIndex } from './policy-index.ts';
import { everyPort, intersect, noPorts, subtract, union } from './port-set.ts';
import type { PortSet } from './port-set.ts';
import type { Sight } from './peers.ts';
import { holding, openQuestions, readingsOf } from './readings.ts';
import type { Reading } from './readings.ts';
import { isExempt, viewsOf } from './views.ts';

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

const portsUnder = (reading: Reading, ends: Pick<Question, 'source' | 'target'>, index: PolicyIndex, family: Family): PortSet => {
  const [view, incoming] = (['egress', 'ingress'] as const).map((direction) => viewsOf(direction, { ...ends, port: 0, protocol: 'TCP' }, reading)[0]);
  if (view === undefined || incoming === undefined) return noPorts;
  const sight = (other: Endpoint): Sight => ({ index, family, ipBlocksHoldPods: holding(other, reading) });
  const egress = isExempt('egress', view, reading) ? everyPort : admittedPorts(admit('egress', view.source, view.target, view.target, sight(view.target)));
  const ingress = isExempt('ingress', incoming, reading) ? everyPort : admittedPorts(admit('ingress', incoming.target, incoming.source, incoming.target, sight(incoming.source)));
  return intersect(egress, ingress);
};
