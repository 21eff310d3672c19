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

export const familyOf = (ip: string): 4 | 6 => (ip.includes(':') ? 6 : 4);
