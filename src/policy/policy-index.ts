/** Policies made ready for questions: by namespace and direction, with blocks of addresses parsed once. */
import { directions } from '../model/network-policy.ts';
import type { Direction, NetworkPolicy, Peer, PortRule } from '../model/network-policy.ts';
import type { Labels, Named, Selector } from '../model/snapshot.ts';
import type { RuleRef } from './decision.ts';
import { ipBlockTest } from './ip-block.ts';

export interface ReadyPeer {
  readonly peer: Peer;
  /** Of an ipBlock; absent where the peer selects pods. */
  readonly matchesIp?: (ip: string) => boolean;
}

export interface ReadyRule extends RuleRef {
  readonly peers: readonly ReadyPeer[];
  readonly ports: readonly PortRule[];
}

/** What one policy says of one direction. */
export interface ReadyPolicy extends Named {
  readonly podSelector: Selector;
  readonly direction: Direction;
  readonly rules: readonly ReadyRule[];
}

export interface PolicyIndex {
  /** Those that may isolate pods of a namespace in a direction. */
  readonly policiesIn: (namespace: string, direction: Direction) => readonly ReadyPolicy[];
  /** With the label that every namespace has, be it declared or not. */
  readonly labelsOf: (namespace: string) => Labels;
  /** Whether any rule of that direction speaks of addresses. */
  readonly namesAddresses: (direction: Direction) => boolean;
}

export interface IndexedWorld {
  readonly policies: readonly NetworkPolicy[];
  readonly namespaces: readonly { readonly name: string; readonly labels: Labels }[];
}

/** Set by the API server on every namespace, and immutable. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

export const indexPolicies = ({ policies, namespaces }: IndexedWorld): PolicyIndex => {
  const labels = new Map(namespaces.map(({ name, labels: own }) => [name, withName(name, own)]));
  const ready = directions.flatMap((direction) => policies.flatMap((policy) => readyPolicy(policy, direction)));
  const byNamespace = { egress: inNamespaces(ready, 'egress'), ingress: inNamespaces(ready, 'ingress') };
  const naming = new Set(ready.filter(({ rules }) => rules.some(({ peers }) => peers.some(({ matchesIp }) => matchesIp !== undefined))).map(({ direction }) => direction));
  return {
    policiesIn: (namespace, direction) => byNamespace[direction].get(namespace) ?? [],
    labelsOf: (namespace) => labels.get(namespace) ?? withName(namespace, {}),
    namesAddresses: (direction) => naming.has(direction),
  };
};

const inNamespaces = (policies: readonly ReadyPolicy[], which: Direction): Map<string, ReadyPolicy[]> =>
  Map.groupBy(policies.filter(({ direction }) => direction === which), ({ namespace }) => namespace);

const withName = (name: string, labels: Labels): Labels => ({ ...labels, [namespaceNameLabel]: name });

const readyPolicy = ({ namespace, name, podSelector, ...rules }: NetworkPolicy, direction: Direction): ReadyPolicy[] => {
  const policy = { namespace, name };
  const own = rules[direction];
  if (own === undefined) return [];
  return [{ ...policy, podSelector, direction, rules: own.map(({ peers, ports }, rule) => ({ policy, direction, rule, peers: peers.map(readyPeer), ports })) }];
};

const readyPeer = (peer: Peer): ReadyPeer => (peer.ipBlock === undefined ? { peer } : { peer, matchesIp: ipBlockTest(peer.ipBlock) });
