/** The first and the last address of a block, and an address's neighbours. */
import ipaddr from 'ipaddr.js';

export const firstOf = (cidr: string): string => boundOf(cidr, 0);
export const lastOf = (cidr: string): string => boundOf(cidr, 1);

/** However it is written: without host bits, and as short as can be. */
export const networkOf = (cidr: string): string => `${firstOf(cidr)}/${ipaddr.parseCIDR(cidr)[1]}`;

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
export const step = (ip: string, by: 1 | -1): string => {
  const bytes = ipaddr.parse(ip).toByteArray();
  for (let index = bytes.length - 1; index >= 0; index -= 1) {
    const sum = (bytes[index] ?? 0) + by;
    bytes[index] = (sum + 256) % 256;
    if (sum >= 0 && sum <= 255) break;
  }
  return ipaddr.fromByteArray(bytes).toString();
};
