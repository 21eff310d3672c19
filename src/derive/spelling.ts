import type { ReadyRule } from '../policy/policy-index.ts';

/** Peers that are spelled alike mean the same; without a namespaceSelector they mean their policy's own namespace. */
export const spelledPeers = ({ policy, peers }: ReadyRule): string =>
  JSON.stringify(peers.map(({ peer }) => (peer.namespaceSelector === undefined && peer.ipBlock === undefined ? { ...peer, namespace: policy.namespace } : peer)));

export const spelledRule = (rule: ReadyRule): string => `${spelledPeers(rule)} ${JSON.stringify(rule.ports)}`;
