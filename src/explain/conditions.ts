/** What a rule asks for, in words, and why that is met or not. */
import type { PortRule } from '../model/network-policy.ts';
import type { Selector } from '../model/snapshot.ts';
import { cidrTest, familyOf } from '../policy/ip-block.ts';
import { addressesOf } from '../policy/endpoint.ts';
import type { Endpoint, PodEndpoint } from '../policy/endpoint.ts';
import type { Question } from '../policy/decision.ts';
import { namespaceNameLabel } from '../policy/policy-index.ts';
import type { PolicyIndex, ReadyPeer } from '../policy/policy-index.ts';
import { contains, isEmpty } from '../policy/port-set.ts';
import { portsOn } from '../policy/ports.ts';
import type { PeerTrace, RuleTrace, Traced } from '../policy/trace.ts';
import { describeLabel, describePeer, describePort, describePortSet, unmetBy } from '../policy/wording.ts';
import type { Condition } from './explanation.ts';

/** The other end of a step. */
export interface Other {
  readonly endpoint: Endpoint;
  readonly is: 'source' | 'target';
  /** A pod that policy sees as its node. */
  readonly onHost: boolean;
}

export const peerConditions = ({ rule, peers }: RuleTrace, other: Other, index: PolicyIndex): Condition[] =>
  peers.map(({ ready, holds }: PeerTrace) => ({ says: describePeer(ready.peer, rule.policy.namespace), holds, because: holds ? [] : whyNot(ready, rule.policy.namespace, other, index) }));

const whyNot = ({ peer: { podSelector, namespaceSelector, ipBlock } }: ReadyPeer, namespace: string, { endpoint, is, onHost }: Other, index: PolicyIndex): string[] => {
  if (ipBlock !== undefined) return whyNotIn(ipBlock, endpoint, is);
  if (onHost) return [`the ${is} is on its node’s network, where selectors do not see it`];
  if (endpoint.kind !== 'pod') return [`the ${is} is no pod`];
  const unmet = podSelector === undefined ? [] : unmetBy(podSelector, endpoint.labels).map(describeLabel);
  return [...whyNotThere(namespaceSelector, namespace, endpoint, is, index), ...unmet];
};

const whyNotThere = (selector: Selector | undefined, namespace: string, { namespace: own }: PodEndpoint, is: Other['is'], index: PolicyIndex): string[] => {
  if (selector === undefined) return own === namespace ? [] : [`the ${is} is in ${own}`];
  return unmetBy(selector, index.labelsOf(own)).map((label) => (label.key === namespaceNameLabel ? `the ${is} is in ${own}` : `of namespace ${own}, ${describeLabel(label)}`));
};

const whyNotIn = ({ cidr, except }: { readonly cidr: string; readonly except: readonly string[] }, endpoint: Endpoint, is: Other['is']): string[] => {
  const ips = addressesOf(endpoint);
  if (ips.length === 0) return [`the address of the ${is} is not known`];
  const alike = ips.filter((ip) => familyOf(ip) === familyOf(cidr));
  if (alike.length === 0) return [`the ${is} has no IPv${familyOf(cidr)} address`];
  return alike.map((ip) => {
    const exception = except.find((one) => cidrTest(one)(ip));
    return exception === undefined ? `${ip} is not` : `${ip} is excepted by ${exception}`;
  });
};

export const portConditions = ({ rule }: RuleTrace, target: Endpoint, { port, protocol }: Traced): Condition[] =>
  rule.ports.map((one) => {
    const opens = portsOn(target, [one]);
    const holds = port === undefined ? !isEmpty(opens) : isAsked(protocol) && contains(opens, protocol, port);
    return { says: describePort(one), holds, because: whatNameMeans(one, target) };
  });

const isAsked = (protocol: Question['protocol'] | undefined): protocol is Exclude<Question['protocol'], 'ICMP'> => protocol !== undefined && protocol !== 'ICMP';

const whatNameMeans = ({ port: name, protocol }: PortRule, target: Endpoint): string[] => {
  if (typeof name !== 'string') return [];
  const meant = describePortSet(portsOn(target, [{ protocol, port: name }]));
  return [meant.length > 0 ? `of the target that is ${meant.join(', ')}` : target.kind === 'pod' ? `the target has no ${protocol} port of that name` : 'the target is no pod, and only pods have names for ports'];
};
