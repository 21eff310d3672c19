import { directions } from '../../model/network-policy.ts';
import type { NetworkPolicy, Peer, Rule } from '../../model/network-policy.ts';
import { selects } from '../../policy/selector.ts';
import type { FaultModel, Setting } from '../fault.ts';
import { overlooked, perRule } from '../rewrite.ts';

export const emptyPeerSet: FaultModel = {
  name: 'FM-EMPTY-PEERSET',
  does: 'peers by selector that match no pod are misread',
  variants: {
    open: { kind: 'misreads', does: 'the rule allows everybody', misreadings: (policy, setting) => perRule(policy, (rule) => (hasNobody(rule, policy, setting) ? [{ ...rule, peers: [] }] : undefined)) },
    vanish: { kind: 'misreads', does: 'the policy vanishes', misreadings: (policy, setting) => (directions.some((direction) => policy[direction]?.some((rule) => hasNobody(rule, policy, setting))) ? [overlooked] : []) },
  },
};

const hasNobody = ({ peers }: Rule, { namespace }: NetworkPolicy, setting: Setting): boolean => peers.some((peer) => peer.ipBlock === undefined && isNobody(peer, namespace, setting));

/** Where some of those that may be meant were not read, or a namespace of ours may be meant, nobody knows. */
const isNobody = ({ podSelector, namespaceSelector }: Peer, own: string, { pods, namespaces, knows }: Setting): boolean => {
  if (namespaceSelector !== undefined && selects(namespaceSelector, {})) return false;
  const meant = new Set(namespaceSelector === undefined ? [own] : namespaces.filter(({ labels }) => selects(namespaceSelector, labels)).map(({ name }) => name));
  return [...meant].every(knows) && !pods.some(({ namespace, labels }) => meant.has(namespace) && (podSelector === undefined || selects(podSelector, labels)));
};
