/**
 * What NetworkPolicy v1 says of one connection, a second time: from the words of the specification alone, one sentence
 * after the other, with no index and no care for speed. It shares nothing with `src/policy`, so that both can only be
 * wrong together where the specification was read wrongly twice.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
import { isIPv6 } from 'node:net';
import type { IpBlock, NetworkPolicy, Peer, PortRule, Protocol, Rule } from '../../../src/model/network-policy.ts';
import type { Labels, Selector, SelectorRequirement } from '../../../src/model/snapshot.ts';
import type { AddressEndpoint, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { isInCidr } from './cidr.ts';

export interface Connection {
  readonly source: PodEndpoint | AddressEndpoint;
  readonly target: PodEndpoint | AddressEndpoint;
  readonly port: number;
  readonly protocol: Protocol;
  readonly family: 4 | 6;
}

/** What the evaluator may look at. */
export interface Laws {
  readonly policies: readonly NetworkPolicy[];
  readonly namespaces: readonly { readonly name: string; readonly labels: Labels }[];
  /** "These should be cluster-external IPs, since Pod IPs are ephemeral": whether a block means a pod that has such an address is left open. */
  readonly blocksMeanPods: boolean;
}

/** "Both the egress policy on the source pod and the ingress policy on the destination pod need to allow the connection." */
export const isAllowed = (connection: Connection, laws: Laws): boolean => {
  // "A pod cannot block access to itself."
  if (isSamePod(connection)) return true;
  return maySend(connection, laws) && mayReceive(connection, laws);
};

const isSamePod = ({ source, target }: Connection): boolean =>
  source.kind === 'pod' && target.kind === 'pod' && source.namespace === target.namespace && source.name === target.name;

/** "By default, a pod is non-isolated for egress"; it is isolated "if there is any NetworkPolicy that both selects the pod and has Egress in its policyTypes". */
const maySend = (connection: Connection, laws: Laws): boolean => {
  let isIsolated = false;
  for (const policy of laws.policies) {
    if (policy.egress === undefined || !appliesTo(policy, connection.source)) continue;
    isIsolated = true;
    for (const rule of policy.egress) {
      if (matchesPeers(rule, connection.target, policy, connection, laws) && matchesPorts(rule, connection)) return true;
    }
  }
  return !isIsolated;
};

const mayReceive = (connection: Connection, laws: Laws): boolean => {
  let isIsolated = false;
  for (const policy of laws.policies) {
    if (policy.ingress === undefined || !appliesTo(policy, connection.target)) continue;
    isIsolated = true;
    for (const rule of policy.ingress) {
      if (matchesPeers(rule, connection.source, policy, connection, laws) && matchesPorts(rule, connection)) return true;
    }
  }
  return !isIsolated;
};

/** "podSelector selects the pods to which this NetworkPolicy object applies", in the namespace of the policy. */
const appliesTo = (policy: NetworkPolicy, endpoint: PodEndpoint | AddressEndpoint): boolean =>
  endpoint.kind === 'pod' && endpoint.namespace === policy.namespace && satisfies(endpoint.labels, policy.podSelector);

/** "If this field is empty or missing, this rule matches all sources." Items are "combined using a logical OR". */
const matchesPeers = (rule: Rule, endpoint: PodEndpoint | AddressEndpoint, policy: NetworkPolicy, { family }: Connection, laws: Laws): boolean => {
  if (rule.peers.length === 0) return true;
  for (const peer of rule.peers) {
    if (peer.ipBlock !== undefined) {
      if (isInBlock(endpoint, family, peer.ipBlock, laws)) return true;
    } else if (endpoint.kind === 'pod' && isSelected(endpoint, peer, policy, laws)) return true;
  }
  return false;
};

/**
 * "If namespaceSelector is set, then the podSelector selects the pods matching it in the namespaces selected by
 * namespaceSelector. Otherwise it selects the pods matching it in the policy's own namespace." And the other way round:
 * without a podSelector "it selects all pods in the namespaces selected by namespaceSelector".
 */
const isSelected = (pod: PodEndpoint, peer: Peer, policy: NetworkPolicy, { namespaces }: Laws): boolean => {
  if (peer.podSelector !== undefined && !satisfies(pod.labels, peer.podSelector)) return false;
  if (peer.namespaceSelector === undefined) return pod.namespace === policy.namespace;
  for (const namespace of namespaces) {
    if (namespace.name === pod.namespace) return satisfies(namespace.labels, peer.namespaceSelector);
  }
  return false;
};

const isInBlock = (endpoint: PodEndpoint | AddressEndpoint, family: 4 | 6, block: IpBlock, { blocksMeanPods }: Laws): boolean => {
  if (endpoint.kind === 'pod' && !blocksMeanPods) return false;
  for (const address of endpoint.kind === 'pod' ? endpoint.ips : [endpoint.ip]) {
    if (isIPv6(address) !== (family === 6) || !isInCidr(address, block.cidr)) continue;
    return block.except.every((cidr) => !isInCidr(address, cidr));
  }
  return false;
};

/** "If this field is empty or missing, this rule matches all ports (traffic not restricted by port)." */
const matchesPorts = ({ ports }: Rule, connection: Connection): boolean => {
  if (ports.length === 0) return true;
  for (const port of ports) {
    if (matchesPort(port, connection)) return true;
  }
  return false;
};

/** "If this field is not provided, this matches all port names and numbers. If present, only traffic on the specified protocol AND port will be matched." */
const matchesPort = ({ protocol, port: from, endPort }: PortRule, { target, port, protocol: spoken }: Connection): boolean => {
  if (protocol !== spoken) return false;
  if (from === undefined) return true;
  if (typeof from === 'number') return endPort === undefined ? port === from : port >= from && port <= endPort;
  // "A numerical or named port on a pod": a name means what the pod that is dialled calls so.
  if (target.kind !== 'pod') return false;
  for (const named of target.ports) {
    if (named.name === from && named.protocol === protocol && named.port === port) return true;
  }
  return false;
};

/** "The result of matchLabels and matchExpressions are ANDed. An empty label selector matches all objects." */
const satisfies = (labels: Labels, { matchLabels, matchExpressions }: Selector): boolean => {
  const held = new Map(Object.entries(labels));
  for (const [key, value] of Object.entries(matchLabels)) {
    if (held.get(key) !== value) return false;
  }
  for (const requirement of matchExpressions) {
    if (!meets(held, requirement)) return false;
  }
  return true;
};

/** "In, NotIn, Exists and DoesNotExist"; `NotIn` also selects "all resources with no labels with the key". */
const meets = (labels: ReadonlyMap<string, string>, { key, operator, values }: SelectorRequirement): boolean => {
  const value = labels.get(key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
};
