/** Blocks of addresses that policies name: an address inside, one in each exception, and one just outside. */
import ipaddr from 'ipaddr.js';
import { isDiallable } from '../matrix/words.ts';
import type { IpBlock, NetworkPolicy, Rule } from '../model/network-policy.ts';
import { cidrTest, ipBlockTest } from '../policy/ip-block.ts';
import type { DerivedTarget } from './targets.ts';

/** Each distinct block once, with the first port that a rule names for it. */
export const blockTargets = (policies: readonly NetworkPolicy[]): DerivedTarget[] => {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const blocks = new Map(rules.flatMap((rule) => rule.peers.flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [[JSON.stringify(ipBlock), { block: ipBlock, port: portIn(rule) }] as const]))));
  return [...blocks.values()].flatMap(({ block, port }) => {
    const parts: [what: string, ip: string | undefined, comment: string][] = [
      [`in:${block.cidr}`, insideOf(block), `inside ${block.cidr}`],
      ...block.except.map((cidr): [string, string | undefined, string] => [`except:${cidr}`, edgesOf(cidr).find(isDiallable), `in ${cidr}, which is excepted from ${block.cidr}`]),
      [`out:${block.cidr}`, outsideOf(block.cidr), `just outside ${block.cidr}`],
    ];
    return parts.flatMap(([what, ip, comment]): DerivedTarget[] =>
      ip === undefined ? [] : [{ name: `${nameOf(what)}:${port}`, target: { address: ip, port }, ends: [{ target: { kind: 'address', ip }, protocol: 'TCP', port }], comment }],
    );
  });
};

const portIn = ({ ports }: Rule): number => ports.map(({ port, protocol }) => (protocol === 'TCP' && typeof port === 'number' ? port : undefined)).find((port) => port !== undefined) ?? 443;

const nameOf = (what: string): string => what.replaceAll('/', '_').slice(0, 48);

const insideOf = (block: IpBlock): string | undefined => {
  const holds = ipBlockTest(block);
  const candidates = [...edgesOf(block.cidr), ...block.except.flatMap((cidr) => [step(lastOf(cidr), 1), step(firstOf(cidr), -1)])];
  return candidates.find((ip) => holds(ip) && isDiallable(ip));
};

const outsideOf = (cidr: string): string | undefined => {
  const holds = cidrTest(cidr);
  return [step(lastOf(cidr), 1), step(firstOf(cidr), -1)].find((ip) => !holds(ip) && isDiallable(ip));
};

/** From both ends inwards: the very first and last may be the network's and the broadcast address. */
const edgesOf = (cidr: string): string[] => [step(firstOf(cidr), 1), firstOf(cidr), step(lastOf(cidr), -1), lastOf(cidr)].filter(cidrTest(cidr));

const firstOf = (cidr: string): string => boundOf(cidr, 0);
const lastOf = (cidr: string): string => boundOf(cidr, 1);

const boundOf = (cidr: string, hostBit: 0 | 1): string => {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const bytes = address.toByteArray().map((byte, index) => {
    const network = Math.min(8, Math.max(0, bits - index * 8));
    const host = (1 << (8 - network)) - 1;
    return hostBit === 0 ? byte & ~host & 255 : byte | host;
  });
  return ipaddr.fromByteArray(bytes).toString();
};

/** The next address up or down; the last one's next is the first. */
const step = (ip: string, by: 1 | -1): string => {
  const bytes = ipaddr.parse(ip).toByteArray();
  for (let index = bytes.length - 1; index >= 0; index -= 1) {
    const sum = (bytes[index] ?? 0) + by;
    bytes[index] = (sum + 256) % 256;
    if (sum >= 0 && sum <= 255) break;
  }
  return ipaddr.fromByteArray(bytes).toString();
};
