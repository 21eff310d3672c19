/** Blocks of addresses that rules let pods send to: an address inside, one in each exception, and one just outside. */
import { isDiallable } from '../matrix/words.ts';
import type { IpBlock, NetworkPolicy, Rule } from '../model/network-policy.ts';
import { cidrTest, ipBlockTest } from '../policy/ip-block.ts';
import { firstOf, lastOf, networkOf, step } from './cidr.ts';
import type { DerivedTarget } from './targets.ts';

interface Spot {
  readonly what: string;
  readonly ip: string;
  readonly port: number;
  readonly comment: string;
}

/**
 * Blocks of ingress rules are about who dials, and nobody of ours dials from there.
 *
 * @param isInside whether somebody in the cluster may have this address: whoever dials it meets that one's policies, too
 */
export const blockTargets = (policies: readonly NetworkPolicy[], isInside: (ip: string) => boolean): DerivedTarget[] => {
  const mayStand = (ip: string): boolean => isDiallable(ip) && !isInside(ip);
  const spots = policies.flatMap(({ egress = [] }) => egress.flatMap((rule) => rule.peers.flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : spotsOf(ipBlock, portIn(rule), mayStand)))));
  return named(spots).map(({ name, ip, port, comment }) => ({ name, target: { address: ip, port }, ends: [{ target: { kind: 'address', ip }, protocol: 'TCP', port }], comment }));
};

const spotsOf = (block: IpBlock, port: number, mayStand: (ip: string) => boolean): Spot[] => {
  const found: readonly (readonly [what: string, ip: string | undefined, comment: string])[] = [
    [`in:${networkOf(block.cidr)}`, insideOf(block).find(mayStand), `inside ${block.cidr}`],
    ...block.except.map((cidr) => [`except:${networkOf(cidr)}`, edgesOf(cidr).find(mayStand), `in ${cidr}, which is excepted from ${block.cidr}`] as const),
    [`out:${networkOf(block.cidr)}`, outsideOf(block.cidr).find(mayStand), `just outside ${block.cidr}`],
  ];
  return found.flatMap(([what, ip, comment]) => (ip === undefined ? [] : [{ what: what.replaceAll('/', '_'), ip, port, comment }]));
};

/** Rules may share a block, and then an address; or the block without its exceptions, and then the name alone. */
const named = (spots: readonly Spot[]): (Spot & { readonly name: string })[] => {
  const once = new Map(spots.map((spot) => [`${spot.what} ${spot.ip} ${spot.port}`, spot]));
  const alike = Map.groupBy(once.values(), ({ what, port }) => `${what}:${port}`);
  return [...alike].flatMap(([name, own]) => own.map((spot, number) => ({ ...spot, name: number === 0 ? name : `${name}-${number + 1}` })));
};

/** What addresses are dialled by is TCP; where a rule names no number for it, any will do. */
const portIn = ({ ports }: Rule): number => ports.map(({ port, protocol }) => (protocol === 'TCP' && typeof port === 'number' ? port : undefined)).find((port) => port !== undefined) ?? 443;

/** Whatever exceptions leave of a block begins or ends beside one of them, if not at the block's own ends. */
const insideOf = (block: IpBlock): string[] => [...edgesOf(block.cidr), ...block.except.flatMap((cidr) => [step(lastOf(cidr), 1), step(firstOf(cidr), -1)])].filter(ipBlockTest(block));

const outsideOf = (cidr: string): string[] => {
  const holds = cidrTest(cidr);
  return [step(lastOf(cidr), 1), step(firstOf(cidr), -1)].filter((ip) => !holds(ip));
};

/** From both ends inwards: the very first and last may be the network's and the broadcast address. */
const edgesOf = (cidr: string): string[] => [step(firstOf(cidr), 1), firstOf(cidr), step(lastOf(cidr), -1), lastOf(cidr)].filter(cidrTest(cidr));
