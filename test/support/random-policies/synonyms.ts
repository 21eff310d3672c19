/** What means the same in other words, or in another order. */
import { isIPv6 } from 'node:net';
import { directions } from '../../../src/model/network-policy.ts';
import type { IpBlock, NetworkPolicy, PortRule } from '../../../src/model/network-policy.ts';
import type { Selector, SelectorRequirement } from '../../../src/model/snapshot.ts';
import { isInCidr } from './cidr.ts';
import { ofBlocks, ofPeers, ofPorts, ofRules, ofSelectors } from './rewrite.ts';
import type { Rewrite } from './rewrite.ts';
import { namespaceNameKey, namespaceValues, podValues, protocols } from './vocabulary.ts';
import { usualNames } from './world.ts';

const all: Selector = { matchLabels: {}, matchExpressions: [] };
const addresses = [...usualNames.inside, ...usualNames.outside];

const apart = (policy: NetworkPolicy): NetworkPolicy[] =>
  directions.flatMap((direction) => {
    const { namespace, name, podSelector } = policy;
    const rules = policy[direction];
    const alone = (own: typeof rules, part: number): NetworkPolicy => ({ namespace, name: `${name}-${direction}-${part}`, podSelector, [direction]: own });
    if (rules === undefined) return [];
    return rules.length === 0 ? [alone([], 0)] : rules.map((rule, index) => alone([rule], index));
  });

const ofRequirements = (each: (requirement: SelectorRequirement, values: readonly string[]) => readonly SelectorRequirement[]): Rewrite =>
  ofSelectors(({ matchLabels, matchExpressions }, of) => ({ matchLabels, matchExpressions: matchExpressions.flatMap((requirement) => each(requirement, of === 'pods' ? podValues : namespaceValues)) }));

/** Whoever has the key has one of a few values. */
const byValues = (requirement: SelectorRequirement, values: readonly string[]): SelectorRequirement => {
  if (requirement.operator === 'Exists') return { ...requirement, operator: 'In', values };
  return requirement.operator === 'DoesNotExist' ? { ...requirement, operator: 'NotIn', values } : requirement;
};

const inPieces = ({ protocol, port, endPort }: PortRule): PortRule[] => {
  if (typeof port !== 'number' || endPort === undefined) return [{ protocol, ...(port === undefined ? {} : { port }) }];
  if (endPort - port < 10) return Array.from({ length: endPort - port + 1 }, (_, step) => ({ protocol, port: port + step }));
  const middle = Math.floor((port + endPort) / 2);
  return [{ protocol, port, endPort: middle }, { protocol, port: middle + 1, endPort }];
};

const isIn = (address: string, { cidr, except }: IpBlock): boolean => isInCidr(address, cidr) && !except.some((hole) => isInCidr(address, hole));
const alone = (address: string): IpBlock => ({ cidr: `${address}/${isIPv6(address) ? 128 : 32}`, except: [] });
/** Without it, a block with nobody in it would turn into no peer at all, which is everybody. */
const nobody = alone('192.0.2.1');

export const synonyms: Readonly<Record<string, Rewrite>> = {
  'the order of policies': (policies) => policies.toReversed(),
  'the order of rules': ofRules((rules) => rules.toReversed()),
  'the order of peers': ofPeers((peers) => peers.toReversed()),
  'the order of ports': ofPorts((ports) => ports.toReversed()),
  'the order of requirements': ofSelectors((selector) => ({ ...selector, matchExpressions: selector.matchExpressions.toReversed() })),
  'the order of values': ofRequirements((requirement) => [{ ...requirement, values: requirement.values.toReversed() }]),
  'other names of policies': (policies) => policies.map((policy, index) => ({ ...policy, name: `other-${policies.length - index}` })),
  'every policy twice': (policies) => [...policies, ...policies.map((policy) => ({ ...policy, name: `${policy.name}-too` }))],
  'a policy for each rule and direction': (policies) => policies.flatMap(apart),
  'a rule for each peer': ofRules((rules) => rules.flatMap((rule) => (rule.peers.length < 2 ? [rule] : rule.peers.map((peer) => ({ ...rule, peers: [peer] }))))),
  'a rule for each port': ofRules((rules) => rules.flatMap((rule) => (rule.ports.length < 2 ? [rule] : rule.ports.map((port) => ({ ...rule, ports: [port] }))))),
  'every protocol for no ports': ofPorts((ports) => (ports.length > 0 ? ports : protocols.map((protocol) => ({ protocol })))),
  'all numbers for a protocol alone': ofPorts((ports) => ports.map((port) => (port.port === undefined ? { ...port, port: 1, endPort: 65535 } : port))),
  'a range of one for a number': ofPorts((ports) => ports.map((port) => (typeof port.port === 'number' ? { endPort: port.port, ...port } : port))),
  'its ports one by one for a range, or its halves': ofPorts((ports) => ports.flatMap(inPieces)),
  'In for a label': ofSelectors(({ matchLabels, matchExpressions }) => ({ matchLabels: {}, matchExpressions: [...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] })), ...matchExpressions] })),
  'NotIn of each for NotIn of many': ofRequirements((requirement) => (requirement.operator === 'NotIn' ? requirement.values.map((value) => ({ ...requirement, values: [value] })) : [requirement])),
  'In and NotIn of all values for Exists and DoesNotExist': ofRequirements((requirement, values) => [byValues(requirement, values)]),
  'an empty podSelector beside a namespaceSelector': ofPeers((peers) => peers.map((peer) => (peer.namespaceSelector === undefined ? peer : { podSelector: all, ...peer }))),
  'the own namespace beside a podSelector': ofPeers((peers, { namespace }) => peers.map((peer) => (peer.podSelector === undefined ? peer : { namespaceSelector: { ...all, matchLabels: { [namespaceNameKey]: namespace } }, ...peer }))),
  'another address of the block before its bits': ofBlocks(({ cidr, except }) => [{ cidr: `${addresses.findLast((address) => isInCidr(address, cidr))}/${cidr.split('/')[1]}`, except }]),
  'the addresses in a block for the block': ofBlocks((block) => [nobody, ...addresses.filter((address) => isIn(address, block)).map(alone)]),
};
