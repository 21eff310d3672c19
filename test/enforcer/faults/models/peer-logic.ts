import type { Peer, Rule } from '../../view/policy-spec.ts';
import type { View } from '../../view/view.ts';
import { blocksOf } from '../../semantics/peers.ts';
import type { FaultModel } from '../bend.ts';
import { mapPeers, mapPolicies, mapRules } from '../policies.ts';

export const peerLogic: FaultModel = {
  name: 'FM-PEER-LOGIC',
  does: 'lists of peers, and selectors within a peer, are joined wrongly',
  variants: {
    a: { does: 'namespace and pod of one peer: either is enough', bend: () => ({ subjects: (view) => mapPeers(view, eitherSelector) }) },
    b: { does: 'two peers: both are asked for', bend: () => ({ subjects: (view) => mapRules(view, (rule) => [{ ...rule, ...joined(rule) }]) }) },
    c: { does: 'a pod selector alone means every namespace', bend: () => ({ subjects: (view) => mapPeers(view, (peer) => [peer.podSelector === undefined ? peer : { namespaceSelector: {}, ...peer }]) }) },
    'd-first': { does: 'only the first peer of a list is read', bend: () => ({ subjects: (view) => onlyPeers(view, (peers) => peers.slice(0, 1)) }) },
    'd-last': { does: 'only the last peer of a list is read', bend: () => ({ subjects: (view) => onlyPeers(view, (peers) => peers.slice(-1)) }) },
    'e-deny': { does: 'a rule without peers allows nobody', bend: () => ({ subjects: (view) => mapRules(view, (rule) => ((rule.peers?.length ?? 0) === 0 ? [] : [rule])) }) },
    'e-allow': { does: 'a direction without rules allows everybody', bend: () => ({ subjects: withRules }) },
  },
};

function eitherSelector(peer: Peer): Peer[] {
  const { podSelector, namespaceSelector } = peer;
  return podSelector === undefined || namespaceSelector === undefined ? [peer] : [{ podSelector }, { namespaceSelector }];
}

/** Peers by selectors become one that asks for all of them; blocks stay what they are. */
function joined({ peers = [] }: Rule): Rule {
  const selecting = peers.filter(({ ipBlock }) => ipBlock === undefined);
  if (selecting.length < 2) return {};
  const podSelectors = selecting.flatMap(({ podSelector }) => podSelector ?? []);
  const namespaceSelectors = selecting.flatMap(({ namespaceSelector }) => namespaceSelector ?? []);
  const join = (selectors: typeof podSelectors): (typeof podSelectors)[number] => ({
    matchExpressions: selectors.flatMap(({ matchLabels = {}, matchExpressions = [] }) => [...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] })), ...matchExpressions]),
  });
  const both: Peer = { ...(podSelectors.length === 0 ? {} : { podSelector: join(podSelectors) }), ...(namespaceSelectors.length === 0 ? {} : { namespaceSelector: join(namespaceSelectors) }) };
  return { peers: [...peers.filter(({ ipBlock }) => ipBlock !== undefined), both] };
}

function onlyPeers(view: View, pick: (peers: readonly Peer[]) => readonly Peer[]): View {
  return mapRules(view, (rule) => [rule.peers === undefined ? rule : { ...rule, peers: pick(rule.peers) }]);
}

function withRules(view: View): View {
  return mapPolicies(view, ({ spec, ...policy }) => [{ ...policy, spec: { ...spec, ingress: spec.ingress.length === 0 ? [{}] : spec.ingress, egress: spec.egress.length === 0 ? [{}] : spec.egress } }]);
}

export const emptyPeerSet: FaultModel = {
  name: 'FM-EMPTY-PEERSET',
  does: 'peers by selector that match no live pod are misread',
  variants: {
    open: { does: 'the rule allows everybody', bend: () => ({ subjects: (view) => mapRules(view, (rule, { namespace }) => [hasNobody(rule, namespace, view) ? { ...rule, peers: [] } : rule]) }) },
    vanish: { does: 'the policy vanishes', bend: () => ({ subjects: (view) => mapPolicies(view, (policy) => ([...policy.spec.ingress, ...policy.spec.egress].some((rule) => hasNobody(rule, policy.namespace, view)) ? [] : [policy])) }) },
  },
};

function hasNobody({ peers = [] }: Rule, namespace: string, view: View): boolean {
  const live = { ...view, pods: view.pods.filter(({ finished, hostNetwork }) => !finished && !hostNetwork) };
  return peers.some((peer) => peer.ipBlock === undefined && blocksOf([peer], namespace, live).length === 0);
}
