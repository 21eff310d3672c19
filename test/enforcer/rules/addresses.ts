import ipaddr from 'ipaddr.js';

export const families = [4, 6] as const;
export type Family = (typeof families)[number];

/** Addresses that a rule admits: a CIDR, masked, without parts of it. */
export interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
}

/** The family of an address or of a CIDR. */
export function familyOf(text: string): Family {
  return text.includes(':') ? 6 : 4;
}

/** One address as a block. */
export function hostBlock(address: string): Block {
  return { cidr: `${address}/${familyOf(address) === 4 ? 32 : 128}`, except: [] };
}

/** Whether a block is a single address. */
export function isHost({ cidr }: Block): boolean {
  return cidr.endsWith(familyOf(cidr) === 4 ? '/32' : '/128');
}

/** A CIDR without the bits of a host that a person may have left in it. */
export function maskCidr(cidr: string): string {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const network = address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network.toString()}/${bits}`;
}

export function isIn(address: string, cidr: string): boolean {
  return familyOf(address) === familyOf(cidr) && ipaddr.parse(address).match(ipaddr.parseCIDR(cidr));
}

export function isInBlock(address: string, { cidr, except }: Block): boolean {
  return isIn(address, cidr) && !except.some((hole) => isIn(address, hole));
}

/** Two spellings of an IPv6 address are one address. */
export function canonical(address: string): string {
  return ipaddr.parse(address).toString();
}
