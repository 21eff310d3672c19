import { families, familyOf, type Family } from '../rules/addresses.ts';
import type { Gate, NodeRules } from '../rules/node-rules.ts';
import { protocolName } from './lane.ts';

const chains = { drop: 'drop', reject: 'goto refused', prohibit: 'goto prohibited', accept: 'accept' } as const;

/**
 * `passes`: what skips the lanes. `cuts`: what ends packets, those of standing connections too. `own`: the same cuts for
 * the traffic between the node and its pods.
 */
export function gateRules({ gates }: NodeRules, which: 'passes' | 'cuts' | 'own'): string[] {
  return gates.filter(({ how }) => (how === 'accept') === (which === 'passes')).flatMap(gateLines);
}

function gateLines(gate: Gate): string[] {
  return families
    .filter((family) => gate.families?.includes(family) ?? true)
    .flatMap((family) => {
      const ends = [endMatch(gate.from, 'saddr', family), endMatch(gate.to, 'daddr', family)];
      if (ends.includes(undefined)) return [];
      return [['meta nfproto', family === 4 ? 'ipv4' : 'ipv6', ...ends, ...serviceMatch(gate), ...portMatch(gate), ...openingMatch(gate), chains[gate.how]].filter(Boolean).join(' ')];
    });
}

/** Undefined where none of the gate's addresses is of this family: then there is nothing to match. */
function endMatch(end: Gate['from'], field: 'saddr' | 'daddr', family: Family): string | undefined {
  if (end === undefined) return '';
  const ip = protocolName(family);
  if (end === 'local') return `${ip} ${field} @local${family}`;
  const addresses = end.filter((address) => familyOf(address) === family);
  return addresses.length === 0 ? undefined : `${ip} ${field} { ${addresses.join(', ')} }`;
}

function serviceMatch({ via }: Gate): string[] {
  if (via === undefined) return [];
  return [via === 'service' ? 'ct status dnat' : 'ct status ! dnat'];
}

function portMatch({ protocols, port }: Gate): string[] {
  if (protocols === undefined && port === undefined) return [];
  const names = (protocols ?? ['TCP', 'UDP', 'SCTP']).map((protocol) => protocol.toLowerCase());
  return [`meta l4proto { ${names.join(', ')} }`, ...(port === undefined ? [] : [`th dport ${port}`])];
}

/** Who refuses connections still gets the answers to his own. */
function openingMatch({ how }: Gate): string[] {
  return how === 'reject' || how === 'prohibit' ? ['ct direction original'] : [];
}
