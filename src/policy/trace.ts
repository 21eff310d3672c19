/** How a decision came about, step by step, under the usual reading of the specification. */
import { directions } from '../model/network-policy.ts';
import type { Direction } from '../model/network-policy.ts';
import type { Named } from '../model/snapshot.ts';
import type { Question } from './decision.ts';
import type { Endpoint, PodEndpoint } from './endpoint.ts';
import { familyBetween } from './evaluate.ts';
import { matchesPeer } from './peers.ts';
import type { PolicyIndex, ReadyPeer, ReadyPolicy, ReadyRule } from './policy-index.ts';
import { portsOn } from './ports.ts';
import { contains } from './port-set.ts';
import { holding, readAs } from './readings.ts';
import { selects } from './selector.ts';
import { isExempt } from './views.ts';

export interface RuleTrace {
  readonly rule: ReadyRule;
  /** For each peer whether it speaks of the other end. */
  readonly peers: readonly { readonly ready: ReadyPeer; readonly holds: boolean }[];
  readonly peerHolds: boolean;
  readonly portHolds: boolean;
}

export interface PolicyTrace extends Named {
  readonly policy: ReadyPolicy;
  readonly rules: readonly RuleTrace[];
}

export interface DirectionTrace {
  readonly direction: Direction;
  /** Whom policies may isolate here; absent where it is no pod, or where policy has no say between the two. */
  readonly subject?: PodEndpoint;
  readonly other: Endpoint;
  /** Those that isolate the subject. */
  readonly policies: readonly PolicyTrace[];
  /** Those of the same namespace and direction that select others. */
  readonly passedOver: readonly Named[];
}

export const trace = (question: Question, index: PolicyIndex): DirectionTrace[] => directions.map((direction) => traceDirection(direction, question, index));

const usual = new Set<never>();

const traceDirection = (direction: Direction, question: Question, index: PolicyIndex): DirectionTrace => {
  const view = { source: readAs(question.source, usual), target: readAs(question.target, usual), port: question.port };
  const [subject, other] = direction === 'egress' ? [view.source, view.target] : [view.target, view.source];
  if (subject.kind !== 'pod' || isExempt(direction, view, usual)) return { direction, other, policies: [], passedOver: [] };
  const policies = Map.groupBy(index.policiesIn(subject.namespace, direction), ({ podSelector }) => selects(podSelector, subject.labels));
  return {
    direction,
    subject,
    other,
    policies: (policies.get(true) ?? []).map((policy) => ({ namespace: policy.namespace, name: policy.name, policy, rules: policy.rules.map((rule) => traceRule(rule, other, view.target, question, index)) })),
    passedOver: (policies.get(false) ?? []).map(({ namespace, name }) => ({ namespace, name })),
  };
};

const traceRule = (rule: ReadyRule, other: Endpoint, target: Endpoint, question: Question, index: PolicyIndex): RuleTrace => {
  const sight = { index, family: question.family ?? familyBetween(question), ipBlocksHoldPods: holding(other, usual) };
  const peers = rule.peers.map((ready) => ({ ready, holds: matchesPeer(ready, rule.policy.namespace, other, sight) }));
  return {
    rule,
    peers,
    peerHolds: peers.length === 0 || peers.some(({ holds }) => holds),
    portHolds: question.protocol === 'ICMP' ? rule.ports.length === 0 : contains(portsOn(target, rule.ports), question.protocol, question.port),
  };
};
