import { BlockList, isIPv6 } from 'node:net';

/** A block of one family holds no address of the other. */
export const isInCidr = (address: string, cidr: string): boolean => {
  const [network = '', bits] = cidr.split('/');
  if (isIPv6(address) !== isIPv6(network)) return false;
  const type = isIPv6(address) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(network, Number(bits), type);
  return list.check(address, type);
};
