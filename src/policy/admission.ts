/** What policy says of one direction under one reading of the specification. */
import type { Direction } from '../model/network-policy.ts';
import type { Named } from '../model/snapshot.ts';
import type { RuleRef } from './decision.ts';
import type { Endpoint } from './endpoint.ts';
import { isAmong } from './peers.ts';
import type { Sight } from './peers.ts';
import type { PolicyIndex, ReadyPolicy } from './policy-index.ts';
import { portsOn } from './ports.ts';
import { everyPort, union } from './port-set.ts';
import type { PortSet } from './port-set.ts';
import { holding } from './readings.ts';
import type { Reading } from './readings.ts';
import { selects } from './selector.ts';
import { isExempt } from './views.ts';
import type { View } from './views.ts';

export interface Admission {
  /** Those that isolate the endpoint in this direction; none: it is open. */
  readonly policies: readonly Named[];
  /** The rules that speak of the other end, and the ports that each opens. */
  readonly rules: readonly (RuleRef & { readonly ports: PortSet })[];
}

/** Nothing isolates it. */
const unisolated: Admission = { policies: [], rules: [] };

/**
 * @param subject whom policies isolate: the source for egress, the target for ingress.
 * @param target whose port names count, whatever the direction
 */
const admit = (direction: Direction, subject: Endpoint, other: Endpoint, target: Endpoint, sight: Sight): Admission => {
  const policies = isolating(direction, subject, sight.index);
  return {
    policies: policies.map(({ namespace, name }) => ({ namespace, name })),
    rules: policies.flatMap(({ rules }) =>
      rules.filter((rule) => isAmong(rule, other, sight)).map(({ policy, rule, ports }) => ({ policy, direction, rule, ports: portsOn(target, ports) })),
    ),
  };
};

/** What the enforcer of a direction says of what it gets to see. */
export const admitted = (direction: Direction, view: View, reading: Reading, { index, family }: Pick<Sight, 'index' | 'family'>): Admission => {
  if (isExempt(direction, view, reading)) return unisolated;
  const { source, target, alone } = view;
  const [subject, other] = direction === 'egress' ? [source, target] : [target, source];
  return admit(direction, subject, other, target, { index, family, ipBlocksHoldPods: holding(other, reading), ...(alone === undefined ? {} : { alone }) });
};

/** The policies that isolate an endpoint in a direction; only pods are subject to policy. */
export const isolating = (direction: Direction, subject: Endpoint, index: PolicyIndex): readonly ReadyPolicy[] =>
  subject.kind === 'pod' ? index.policiesIn(subject.namespace, direction).filter(({ podSelector }) => selects(podSelector, subject.labels)) : [];

export const admittedPorts = ({ policies, rules }: Admission): PortSet => (policies.length === 0 ? everyPort : union(rules.map(({ ports }) => ports)));
