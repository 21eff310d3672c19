import ipaddr from 'ipaddr.js';
import type { IpBlock } from '../model/network-policy.ts';

/**
 * Whether an address lies in the block and in none of its exceptions. Host bits of a CIDR do not count; a block of one
 * family holds no address of the other.
 *
 * @param ip an address of either family; anything else lies nowhere
 */
export const ipBlockTest = ({ cidr, except }: IpBlock): ((ip: string) => boolean) => {
  const within = cidrTest(cidr);
  const excepted = except.map(cidrTest);
  return (ip) => within(ip) && !excepted.some((test) => test(ip));
};

export const cidrTest = (cidr: string): ((ip: string) => boolean) => {
  const [block, bits] = ipaddr.parseCIDR(cidr);
  return (ip) => {
    if (!ipaddr.isValid(ip)) return false;
    const address = ipaddr.parse(ip);
    return address.kind() === block.kind() && address.match(block, bits);
  };
};

/** Four decimal parts or IPv6: the old short and octal forms (`10.1`, `010.0.0.1`) mean something else to every reader. */
export const isAddress = (text: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(text) || (ipaddr.IPv6.isValid(text) && !text.includes('%'));

export const familyOf = (ip: string): 4 | 6 => (ip.includes(':') ? 6 : 4);

const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(cidrTest);

/** Whether it is one of those that every network may give to whom it likes (RFC 1918, RFC 6598, RFC 4193): to pods, too. */
export const isPrivate = (ip: string): boolean => privateBlocks.some((holds) => holds(ip));
