/** How a decision came about, step by step, under the usual reading of the specification. */
import { directions } from '../model/network-policy.ts';
import type { Direction } from '../model/network-policy.ts';
import type { Question } from './decision.ts';
import type { Endpoint, PodEndpoint } from './endpoint.ts';
import { familyBetween, isSelf } from './evaluate.ts';
import { matchesPeer } from './peers.ts';
import type { Sight } from './peers.ts';
import type { PolicyIndex, ReadyPeer, ReadyPolicy, ReadyRule } from './policy-index.ts';
import { portsOn } from './ports.ts';
import { contains, isEmpty } from './port-set.ts';
import type { PortSet } from './port-set.ts';
import { holding, readAs, usual } from './readings.ts';
import { selects } from './selector.ts';
import { isExempt } from './views.ts';

/** About one port, or about all of them. */
export type Traced = Omit<Question, 'port' | 'protocol'> & Partial<Pick<Question, 'port' | 'protocol'>>;

export interface PeerTrace {
  readonly ready: ReadyPeer;
  /** Whether it speaks of the other end. */
  readonly holds: boolean;
}

export interface RuleTrace {
  readonly rule: ReadyRule;
  readonly peers: readonly PeerTrace[];
  readonly peerHolds: boolean;
  /** What it opens on the target, for those of whom it speaks. */
  readonly opens: PortSet;
  /** Whether the port that is asked about is among them; or any, where none is. */
  readonly portHolds: boolean;
}

export interface PolicyTrace {
  readonly policy: ReadyPolicy;
  readonly rules: readonly RuleTrace[];
}

/** Why policy has no say: only pods are subject to it, and neither oneself nor one's node can be kept out. */
export type Exemption = 'no-pod' | 'on-host' | 'self' | 'own-node';

export interface DirectionTrace {
  readonly direction: Direction;
  /** Whom policies may isolate here; absent where they have no say. */
  readonly subject?: PodEndpoint;
  readonly exemption?: Exemption;
  readonly other: Endpoint;
  /** Those that isolate the subject. */
  readonly policies: readonly PolicyTrace[];
  /** Those of the same namespace and direction that select others. */
  readonly passedOver: readonly ReadyPolicy[];
}

export const trace = (question: Traced, index: PolicyIndex): DirectionTrace[] => directions.map((direction) => traceDirection(direction, question, index));

const traceDirection = (direction: Direction, question: Traced, index: PolicyIndex): DirectionTrace => {
  const view = { source: readAs(question.source, usual), target: readAs(question.target, usual), port: question.port ?? 0 };
  const [subject, other] = direction === 'egress' ? [view.source, view.target] : [view.target, view.source];
  const exemption = exemptionOf(direction, question, view);
  if (subject.kind !== 'pod' || exemption !== undefined) return { direction, exemption: exemption ?? 'no-pod', other, policies: [], passedOver: [] };
  const sight = { index, family: question.family ?? familyBetween(question), ipBlocksHoldPods: holding(other, usual) };
  const policies = Map.groupBy(index.policiesIn(subject.namespace, direction), ({ podSelector }) => selects(podSelector, subject.labels));
  return {
    direction,
    subject,
    other,
    policies: (policies.get(true) ?? []).map((policy) => ({ policy, rules: policy.rules.map((rule) => traceRule(rule, other, view.target, question, sight)) })),
    passedOver: policies.get(false) ?? [],
  };
};

const exemptionOf = (direction: Direction, question: Traced, view: Parameters<typeof isExempt>[1]): Exemption | undefined => {
  if (isSelf(question) && question.through === undefined) return 'self';
  const [written, subject] = direction === 'egress' ? [question.source, view.source] : [question.target, view.target];
  if (subject.kind !== 'pod') return written.kind === 'pod' ? 'on-host' : 'no-pod';
  return isExempt(direction, view, usual) ? 'own-node' : undefined;
};

const traceRule = (rule: ReadyRule, other: Endpoint, target: Endpoint, { port, protocol }: Traced, sight: Sight): RuleTrace => {
  const peers = rule.peers.map((ready) => ({ ready, holds: matchesPeer(ready, rule.policy.namespace, other, sight) }));
  const opens = portsOn(target, rule.ports);
  return { rule, peers, peerHolds: peers.length === 0 || peers.some(({ holds }) => holds), opens, portHolds: holdsPort(opens, rule, port, protocol) };
};

const holdsPort = (opens: PortSet, { ports }: ReadyRule, port: number | undefined, protocol: Question['protocol'] | undefined): boolean => {
  if (protocol === 'ICMP') return ports.length === 0;
  return port === undefined || protocol === undefined ? !isEmpty(opens) : contains(opens, protocol, port);
};
