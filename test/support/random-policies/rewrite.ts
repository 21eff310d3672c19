/** Ways to say something else in a policy, or the same in other words, place by place. */
import { directions } from '../../../src/model/network-policy.ts';
import type { Direction, IpBlock, NetworkPolicy, Peer, PortRule, Rule } from '../../../src/model/network-policy.ts';
import type { Selector } from '../../../src/model/snapshot.ts';

type Policies = readonly NetworkPolicy[];
export type Rewrite = (policies: Policies) => Policies;

/** A direction that a policy is silent about stays so. */
export const ofRules = (each: (rules: readonly Rule[], policy: NetworkPolicy, direction: Direction) => readonly Rule[]): Rewrite => (policies) =>
  policies.map((policy) => ({ ...policy, ...Object.fromEntries(directions.flatMap((direction) => (policy[direction] === undefined ? [] : [[direction, each(policy[direction], policy, direction)]]))) }));

export const ofPeers = (each: (peers: readonly Peer[], policy: NetworkPolicy) => readonly Peer[]): Rewrite =>
  ofRules((rules, policy) => rules.map((rule) => ({ ...rule, peers: each(rule.peers, policy) })));

export const ofPorts = (each: (ports: readonly PortRule[]) => readonly PortRule[]): Rewrite =>
  ofRules((rules) => rules.map((rule) => ({ ...rule, ports: each(rule.ports) })));

export const ofBlocks = (each: (block: IpBlock) => readonly IpBlock[]): Rewrite =>
  ofPeers((peers) => peers.flatMap((peer): readonly Peer[] => (peer.ipBlock === undefined ? [peer] : each(peer.ipBlock).map((ipBlock) => ({ ipBlock })))));

/** Those of the peers, and those that say whom a policy is for. */
export const ofSelectors = (each: (selector: Selector, of: 'pods' | 'namespaces') => Selector): Rewrite => (policies) =>
  ofPeerSelectors(each)(policies.map((policy) => ({ ...policy, podSelector: each(policy.podSelector, 'pods') })));

export const ofPeerSelectors = (each: (selector: Selector, of: 'pods' | 'namespaces') => Selector): Rewrite =>
  ofPeers((peers) =>
    peers.map(({ podSelector, namespaceSelector, ...rest }) => ({
      ...rest,
      ...(podSelector === undefined ? {} : { podSelector: each(podSelector, 'pods') }),
      ...(namespaceSelector === undefined ? {} : { namespaceSelector: each(namespaceSelector, 'namespaces') }),
    })),
  );
