/** Blocks of addresses cut the address space into spans that none of them divides: whoever is in the same one is judged alike. */
import ipaddr from 'ipaddr.js';
import type { IpBlock, NetworkPolicy } from '../model/network-policy.ts';

/** Of somebody's addresses: in which spans they lie. Equal answers mean that every block holds both or neither. */
export type SpansOf = (ips: readonly string[]) => string;

export const blocksIn = (policies: readonly NetworkPolicy[]): IpBlock[] =>
  policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress].flatMap(({ peers }) => peers.flatMap(({ ipBlock }) => ipBlock ?? [])));

export const spansBetween = (blocks: readonly IpBlock[]): SpansOf => {
  if (blocks.length === 0) return () => '';
  const cidrs = [...new Set(blocks.flatMap(({ cidr, except }) => [cidr, ...except]))];
  const edges = [...new Set([ipv6Offset, ...cidrs.flatMap(edgesOf)])].toSorted((a, b) => (a < b ? -1 : 1));
  return (ips) => ips.map((ip) => countUpTo(edges, numberOf(ipaddr.parse(ip)))).join();
};

/** Where a block begins, and where what comes after it does. */
const edgesOf = (cidr: string): [bigint, bigint] => {
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const size = 1n << BigInt((address.kind() === 'ipv4' ? 32 : 128) - bits);
  const number = numberOf(address);
  const first = number - ((number - offsetOf(address)) % size);
  return [first, first + size];
};

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** IPv4 lies far below IPv6, so that one line holds both; no span has addresses of both families. */
const ipv6Offset = 1n << 64n;

const offsetOf = (address: Address): bigint => (address.kind() === 'ipv4' ? 0n : ipv6Offset);

const numberOf = (address: Address): bigint => address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) + offsetOf(address);

/** @returns how many of the sorted edges are not greater */
const countUpTo = (edges: readonly bigint[], number: bigint): number => {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0n) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
};
