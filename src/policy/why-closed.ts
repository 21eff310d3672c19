/** What makes rules narrower than they look. */
import type { PortRule } from '../model/network-policy.ts';
import { formatDecider } from './deciders.ts';
import type { Question } from './decision.ts';
import type { Endpoint } from './endpoint.ts';
import { addressesOf } from './endpoint.ts';
import type { PolicyIndex, ReadyRule } from './policy-index.ts';
import { contains, isEmpty } from './port-set.ts';
import { portsOn } from './ports.ts';
import { selects } from './selector.ts';
import type { DirectionTrace, RuleTrace } from './trace.ts';
import { describePort } from './wording.ts';

/** The first typical cause; or by which ports it is open, where that is all that is missing. */
export const whyClosed = (directions: readonly DirectionTrace[], question: Question, index: PolicyIndex): string | undefined => {
  const closed = directions.filter(isClosed);
  const [first] = closed;
  return closed.flatMap((direction) => causesIn(direction, question, index))[0] ?? (first === undefined || closed.length > 1 ? undefined : otherPorts(first));
};

const causesIn = (closed: DirectionTrace, question: Question, index: PolicyIndex): string[] => {
  const rules = closed.policies.flatMap((policy) => policy.rules);
  return [...rules.map((rule) => narrowPort(rule, question)), clusterIp(closed, rules, question), ...rules.map((rule) => narrowPeer(rule, closed, index)), forgottenDns(closed, question)].filter((cause) => cause !== undefined);
};

const isClosed = ({ policies }: DirectionTrace): boolean => policies.length > 0 && !policies.some(({ rules }) => rules.some(({ peerHolds, portHolds }) => peerHolds && portHolds));

const called = ({ policy, direction, rule }: ReadyRule): string => formatDecider({ kind: 'policy', ...policy, direction, rule });

/** It lets the other end through, by another port. */
const narrowPort = ({ rule, peerHolds, portHolds, opens }: RuleTrace, { target, port, protocol, through }: Question): string | undefined => {
  if (!peerHolds || portHolds || protocol === 'ICMP') return undefined;
  if (through !== undefined && through.port !== port && contains(portsOn(target, rule.ports), protocol, through.port)) return `${called(rule)} names ${through.port}, the Service’s port: rules are about the ports of pods, here ${port}`;
  const protocols = [...new Set(rule.ports.filter((one) => contains(portsOn(target, [one]), one.protocol, port)).map((one) => one.protocol))];
  if (protocols.length > 0) return `${called(rule)} allows ${port} by ${protocols.join(' and ')} only${protocols.includes('TCP') ? '; where no protocol is given, it is TCP' : ''}`;
  return rule.ports.flatMap((one) => wrongName(one, rule, target, port) ?? (isEmpty(opens) ? missingName(one, rule, target) : undefined) ?? [])[0];
};

/** The target has that name for a port of another protocol. */
const wrongName = ({ port: name, protocol }: PortRule, rule: ReadyRule, target: Endpoint, port: number): string | undefined => {
  const other = target.kind === 'pod' ? target.ports.find((own) => own.name === name && own.port === port && own.protocol !== protocol) : undefined;
  return other === undefined ? undefined : `${called(rule)} asks for "${name}" by ${protocol}, and the target’s "${name}" is ${other.protocol}`;
};

const missingName = ({ port: name }: PortRule, rule: ReadyRule, target: Endpoint): string | undefined => {
  if (typeof name !== 'string') return undefined;
  if (target.kind !== 'pod') return `${called(rule)} names port "${name}": names are looked up on pods, and the target is none`;
  return target.ports.some((own) => own.name === name) ? undefined : `${called(rule)} names port "${name}", and the target has no port of that name`;
};

/** A Service's address is gone before most CNIs look. */
const clusterIp = ({ direction }: DirectionTrace, rules: readonly RuleTrace[], { target, port, protocol, through }: Question): string | undefined => {
  if (direction !== 'egress' || through?.kind !== 'cluster-ip' || protocol === 'ICMP') return undefined;
  const meant = rules.find(({ rule, opens }) => rule.peers.some(({ matchesIp }) => matchesIp?.(through.ip)) && [port, through.port].some((one) => contains(opens, protocol, one)));
  if (meant === undefined) return undefined;
  const instead = target.kind === 'pod' ? 'select the pods behind it' : `name what is behind it, ${addressesOf(target)[0]} on ${port}`;
  return `${called(meant.rule)} holds the ClusterIP, which most CNIs never see: ${instead}`;
};

/** It means pods of another namespace than it looks. */
const narrowPeer = ({ rule, portHolds }: RuleTrace, { other }: DirectionTrace, index: PolicyIndex): string | undefined => {
  if (!portHolds || other.kind !== 'pod') return undefined;
  const { namespace } = rule.policy;
  const peers = rule.peers.map(({ peer }) => peer).filter(({ podSelector, ipBlock }) => ipBlock === undefined && (podSelector === undefined || selects(podSelector, other.labels)));
  // Of the policy's own namespace it would have held.
  if (peers.some(({ namespaceSelector }) => namespaceSelector === undefined)) return `${called(rule)} has a podSelector alone, which means pods of ${namespace}: add a namespaceSelector for those of ${other.namespace}`;
  const labels = index.labelsOf(other.namespace);
  const nameless = peers.flatMap(({ namespaceSelector }) => Object.entries(namespaceSelector?.matchLabels ?? {})).find(([key, value]) => value === other.namespace && !Object.hasOwn(labels, key));
  return nameless === undefined ? undefined : `${called(rule)} asks for namespaces with ${nameless[0]}=${nameless[1]}, and ${other.namespace} has no such label; the one that every namespace has is kubernetes.io/metadata.name`;
};

const forgottenDns = ({ direction, other }: DirectionTrace, { port }: Question): string | undefined =>
  direction === 'egress' && port === 53 && isDns(other) ? 'egress is restricted, and DNS is not among what is allowed: let UDP and TCP 53 through to kube-dns' : undefined;

const isDns = (end: Endpoint): boolean => end.kind === 'pod' && end.namespace === 'kube-system' && (['kube-dns', 'coredns'].includes(end.labels['k8s-app'] ?? '') || end.labels['app.kubernetes.io/name'] === 'coredns');

/** Nothing typical: the other end is let through by other ports. */
const otherPorts = ({ direction, policies }: DirectionTrace): string | undefined => {
  const speaking = policies.flatMap(({ rules }) => rules.filter(({ peerHolds }) => peerHolds));
  const ports = [...new Set(speaking.flatMap(({ rule }) => rule.ports.map(describePort)))];
  return ports.length === 0 ? undefined : `this ${direction === 'egress' ? 'target' : 'source'} is let through on ${ports.join(', ')} only`;
};
