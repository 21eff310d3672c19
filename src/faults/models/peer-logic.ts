import { directions } from '../../model/network-policy.ts';
import type { NetworkPolicy, Peer, Rule } from '../../model/network-policy.ts';
import type { Selector } from '../../model/snapshot.ts';
import type { FaultModel, Misreading } from '../fault.ts';
import { perPeer, perRule } from '../rewrite.ts';

export const peerLogic: FaultModel = {
  name: 'FM-PEER-LOGIC',
  does: 'lists of peers, and selectors within a peer, are joined wrongly',
  variants: {
    a: { kind: 'misreads', does: 'namespace and pod of one peer: either is enough', misreadings: (policy) => perPeer(policy, eitherSelector) },
    b: { kind: 'misreads', does: 'two peers: both are asked for', misreadings: (policy) => perRule(policy, joined) },
    c: { kind: 'misreads', does: 'a pod selector alone means every namespace', misreadings: (policy) => perPeer(policy, everywhere) },
    'd-first': { kind: 'misreads', does: 'only the first peer of a list is read', misreadings: (policy) => perRule(policy, (rule) => onlyPeers(rule, rule.peers.slice(0, 1))) },
    'd-last': { kind: 'misreads', does: 'only the last peer of a list is read', misreadings: (policy) => perRule(policy, (rule) => onlyPeers(rule, rule.peers.slice(-1))) },
    'e-deny': { kind: 'misreads', does: 'a rule without peers allows nobody', misreadings: (policy) => perRule(policy, ({ peers }) => (peers.length === 0 ? [] : undefined)) },
    'e-allow': { kind: 'misreads', does: 'a direction without rules allows everybody', misreadings: openedUp },
  },
};

const eitherSelector = ({ podSelector, namespaceSelector }: Peer): Peer[] | undefined => (podSelector === undefined || namespaceSelector === undefined ? undefined : [{ podSelector }, { namespaceSelector }]);

const anything: Selector = { matchLabels: {}, matchExpressions: [] };

const everywhere = ({ podSelector, namespaceSelector }: Peer): Peer[] | undefined => (podSelector === undefined || namespaceSelector !== undefined ? undefined : [{ podSelector, namespaceSelector: anything }]);

const onlyPeers = (rule: Rule, peers: readonly Peer[]): Rule[] | undefined => (rule.peers.length < 2 ? undefined : [{ ...rule, peers }]);

/** Peers by selectors become one that asks for all of them; blocks stay what they are. */
const joined = (rule: Rule): Rule[] | undefined => {
  const selecting = rule.peers.filter(({ ipBlock }) => ipBlock === undefined);
  if (selecting.length < 2) return undefined;
  const [pods, namespaces] = [selecting.flatMap(({ podSelector }) => podSelector ?? []), selecting.flatMap(({ namespaceSelector }) => namespaceSelector ?? [])];
  const both: Peer = { ...(pods.length === 0 ? {} : { podSelector: allOf(pods) }), ...(namespaces.length === 0 ? {} : { namespaceSelector: allOf(namespaces) }) };
  return [{ ...rule, peers: [...rule.peers.filter(({ ipBlock }) => ipBlock !== undefined), both] }];
};

/** Labels may contradict each other, so each becomes an expression. */
const allOf = (selectors: readonly Selector[]): Selector => ({
  matchLabels: {},
  matchExpressions: selectors.flatMap(({ matchLabels, matchExpressions }) => [...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] })), ...matchExpressions]),
});

function openedUp(policy: NetworkPolicy): Misreading[] {
  return directions.filter((direction) => policy[direction]?.length === 0).map((direction) => ({ at: direction, as: [{ ...policy, [direction]: [{ peers: [], ports: [] }] }] }));
}
