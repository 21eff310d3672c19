import { isHost, type Block, type Family } from '../rules/addresses.ts';
import type { Allow, PortRange } from '../rules/node-rules.ts';
import type { Direction } from '../view/policy-spec.ts';

/** The rules of a chain that is entered for an isolated address: `verdict` for what is allowed, the chain `blocked` for the rest. */
export function laneRules(allows: readonly Allow[], direction: Direction, family: Family, verdicts: readonly string[]): string[] {
  const rules = allows.flatMap(({ blocks, ports }) => {
    const port = portMatch(ports);
    return peerMatches(blocks, direction, family).flatMap((peer) => verdicts.map((verdict) => [peer, port, verdict].filter(Boolean).join(' ')));
  });
  return [...new Set(rules), 'goto blocked'];
}

function peerMatches(blocks: readonly Block[] | 'any', direction: Direction, family: Family): string[] {
  if (blocks === 'any') return [''];
  const peer = `${protocolName(family)} ${direction === 'egress' ? 'daddr' : 'saddr'}`;
  const hosts = [...new Set(blocks.filter((block) => isHost(block) && block.except.length === 0).map(({ cidr }) => cidr.split('/')[0]))];
  const ranges = blocks.filter((block) => !isHost(block) || block.except.length > 0);
  return [...(hosts.length === 0 ? [] : [`${peer} { ${hosts.join(', ')} }`]), ...ranges.map((block) => rangeMatch(peer, block))];
}

function rangeMatch(peer: string, { cidr, except }: Block): string {
  return [`${peer} ${cidr}`, ...except.map((hole) => `${peer} != ${hole}`)].join(' ');
}

function portMatch(ports: readonly PortRange[] | 'any'): string {
  if (ports === 'any' || ports.some(({ from, to }) => from === 0 && to === 65_535)) return '';
  return `th dport { ${ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')} }`;
}

export function protocolName(family: Family): 'ip' | 'ip6' {
  return family === 4 ? 'ip' : 'ip6';
}
