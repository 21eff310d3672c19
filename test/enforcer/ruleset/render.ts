/** A node's rules as what an nft table of family inet has in it. */
import { families, familyOf, type Family } from '../rules/addresses.ts';
import type { NodeRules, Subject } from '../rules/node-rules.ts';
import { directions, protocols, type Direction } from '../view/policy-spec.ts';
import { gateRules } from './gates.ts';
import { laneRules, protocolName } from './lane.ts';
import { blockingRules, chain, elements } from './text.ts';

export function render(rules: NodeRules): string {
  const lanes = new LaneChains(rules);
  const maps = families.flatMap((family) => [localSet(rules, family), selfSet(rules, family), ...directions.map((direction) => lanes.map(direction, family))]);
  const body = [
    ...maps,
    chain('blocked', blockingRules(rules.blocking)),
    chain('refused', blockingRules('reject')),
    chain('prohibited', blockingRules('prohibit')),
    ...lanes.chains(),
    chain('forward', forwardRules(rules)),
    chain('input', ['type filter hook input priority filter - 10; policy accept;', ...gateRules(rules, 'own')]),
    chain('output', ['type filter hook output priority filter - 10; policy accept;', ...gateRules(rules, 'own')]),
  ];
  return body.join('\n');
}

/**
 * All traffic of pods is forwarded, on one node too, after DNAT and before SNAT; what a node sends to its own pods or
 * gets from them is not forwarded, and so is exempt. ICMP, which policies say nothing about, passes.
 */
function forwardRules(rules: NodeRules): string[] {
  const order: readonly Direction[] = rules.final === 'ingress' ? ['ingress', 'egress'] : ['egress', 'ingress'];
  return [
    'type filter hook forward priority filter - 10; policy accept;',
    ...gateRules(rules, 'cuts'),
    'ct state established,related accept',
    'meta l4proto { icmp, icmpv6 } accept',
    ...families.map((family) => `${protocolName(family)} saddr . ${protocolName(family)} daddr @self${family} accept`),
    ...gateRules(rules, 'passes'),
    ...rules.ranges.flatMap(unknownAddresses),
    ...families.flatMap((family) => order.map((direction) => `${protocolName(family)} ${own(direction)} . meta l4proto vmap @${direction}${family}`)),
  ];
}

/** The addresses of a node's range that it does not know, or no longer, have no rules yet: nothing of theirs passes. */
function unknownAddresses(range: string): string[] {
  const family = familyOf(range);
  const ip = protocolName(family);
  return ['saddr', 'daddr'].map((end) => `${ip} ${end} ${range} ${ip} ${end} != @local${family} goto blocked`);
}

function localSet({ subjects }: NodeRules, family: Family): string {
  return `  set local${family} { type ${typeOf(family)};${elements(ofFamily(subjects, family).map(({ address }) => address))} }`;
}

function selfSet({ subjects }: NodeRules, family: Family): string {
  const pairs = ofFamily(subjects, family).map(({ address }) => `${address} . ${address}`);
  return `  set self${family} { type ${typeOf(family)} . ${typeOf(family)};${elements(pairs)} }`;
}

/** One chain for all lanes that say the same; which address goes where is a look-up in a map. */
class LaneChains {
  readonly #chains = new Map<string, string>();
  readonly #rules: NodeRules;

  constructor(rules: NodeRules) {
    this.#rules = rules;
  }

  map(direction: Direction, family: Family): string {
    const entries = ofFamily(this.#rules.subjects, family).flatMap(({ address, lanes }) =>
      protocols.flatMap((protocol) => {
        const lane = lanes[`${direction}-${protocol}`];
        if (lane === 'open') return [];
        const name = this.#nameOf(laneRules(lane, direction, family, verdictsOf(this.#rules, direction, family)));
        return [`${address} . ${protocol.toLowerCase()} : jump ${name}`];
      }),
    );
    return `  map ${direction}${family} { type ${typeOf(family)} . inet_proto : verdict;${elements(entries)} }`;
  }

  chains(): string[] {
    return [...this.#chains].map(([rules, name]) => chain(name, rules.split('\n')));
  }

  #nameOf(rules: readonly string[]): string {
    const text = rules.join('\n');
    const name = this.#chains.get(text) ?? `lane${this.#chains.size + 1}`;
    this.#chains.set(text, name);
    return name;
  }
}

/** What follows from being allowed: the other direction's turn, unless the rules say that there is none. */
function verdictsOf({ final }: NodeRules, direction: Direction, family: Family): string[] {
  if (final !== direction) return ['return'];
  return [`${protocolName(family)} ${direction === 'egress' ? 'daddr' : 'saddr'} @local${family} accept`, 'return'];
}

function ofFamily(subjects: readonly Subject[], family: Family): Subject[] {
  return subjects.filter(({ address }) => familyOf(address) === family);
}

function own(direction: Direction): string {
  return direction === 'egress' ? 'saddr' : 'daddr';
}

function typeOf(family: Family): string {
  return family === 4 ? 'ipv4_addr' : 'ipv6_addr';
}
