/** Small tools with which faults rewrite policies: what a careless reader makes of them. */
import type { Peer, PolicyPort, Rule, Selector } from '../view/policy-spec.ts';
import type { Policy, View } from '../view/view.ts';

export function mapPolicies(view: View, change: (policy: Policy) => readonly Policy[]): View {
  return { ...view, policies: view.policies.flatMap(change) };
}

/** Reads every rule otherwise; a rule may become several, or none. */
export function mapRules(view: View, change: (rule: Rule, policy: Policy) => readonly Rule[]): View {
  return mapPolicies(view, (policy) => {
    const rules = (list: readonly Rule[]): Rule[] => list.flatMap((rule) => change(rule, policy));
    return [{ ...policy, spec: { ...policy.spec, ingress: rules(policy.spec.ingress), egress: rules(policy.spec.egress) } }];
  });
}

/** Reads every peer otherwise; one may become several, and never none: an empty list would mean everybody. */
export function mapPeers(view: View, change: (peer: Peer) => readonly Peer[]): View {
  return mapRules(view, (rule) => [rule.peers === undefined ? rule : { ...rule, peers: rule.peers.flatMap(change) }]);
}

/** Reads every port otherwise. A list that gets empty this way names no port, other than one that was empty. */
export function mapPorts(view: View, change: (port: PolicyPort, rule: Rule) => readonly PolicyPort[]): View {
  return mapRules(view, (rule) => {
    if (rule.ports === undefined || rule.ports.length === 0) return [rule];
    const ports = rule.ports.flatMap((port) => change(port, rule));
    return ports.length === 0 ? [] : [{ ...rule, ports }];
  });
}

/** What a selector selects: the policy's own pods, the pods of a peer, or namespaces. */
export type Role = 'subject' | 'peer' | 'namespace';

/** Reads every selector otherwise; one that becomes several means any of them. */
export function mapSelectors(view: View, roles: readonly Role[], change: (selector: Selector) => readonly Selector[]): View {
  const peers = mapPeers(view, (peer) => {
    const pods = peer.podSelector !== undefined && roles.includes('peer') ? change(peer.podSelector) : [peer.podSelector];
    const namespaces = peer.namespaceSelector !== undefined && roles.includes('namespace') ? change(peer.namespaceSelector) : [peer.namespaceSelector];
    return pods.flatMap((podSelector) => namespaces.map((namespaceSelector): Peer => ({ ...peer, ...(podSelector === undefined ? {} : { podSelector }), ...(namespaceSelector === undefined ? {} : { namespaceSelector }) })));
  });
  if (!roles.includes('subject')) return peers;
  return mapPolicies(peers, (policy) => change(policy.spec.podSelector).map((podSelector) => ({ ...policy, spec: { ...policy.spec, podSelector } })));
}

/** A selector that selects nothing. */
export const nothing: Selector = { matchExpressions: [{ key: 'netproof.dev/nothing', operator: 'In', values: [] }] };
