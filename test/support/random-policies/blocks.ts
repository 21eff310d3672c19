import { isIPv6 } from 'node:net';
import * as fc from 'fast-check';
import type { IpBlock } from '../../../src/model/network-policy.ts';
import { isInCidr } from './cidr.ts';

interface Cidr {
  readonly address: string;
  readonly bits: number;
}

/** From everything to one address, in shares of what the family has: 4, 8, 16, 24, 30, 31 and 32 in IPv4. */
const shares = [0, 4, 8, 16, 24, 30, 31, 32] as const;
const bitsOf = (share: number, address: string): number => (!isIPv6(address) ? share : share > 28 ? share + 96 : share * 4);

/** Blocks around the addresses, most of them with bits of a host; half of them with holes, of which those stay that lie within. */
export const ipBlocks = (addresses: readonly string[]): fc.Arbitrary<IpBlock> => {
  const cidr = fc.record({ address: fc.constantFrom(...addresses), share: fc.constantFrom(...shares) }).map(({ address, share }): Cidr => ({ address, bits: bitsOf(share, address) }));
  const holes = fc.oneof({ weight: 1, arbitrary: fc.constant<readonly Cidr[]>([]) }, { weight: 1, arbitrary: fc.array(cidr, { minLength: 1, maxLength: 3 }) });
  return fc.record({ cidr, holes }).map((parts) => ({ cidr: textOf(parts.cidr), except: parts.holes.filter((hole) => isWithin(hole, parts.cidr)).map(textOf) }));
};

const textOf = ({ address, bits }: Cidr): string => `${address}/${bits}`;

/** The API server takes no hole that is as large as the block. */
const isWithin = (hole: Cidr, block: Cidr): boolean => hole.bits > block.bits && isInCidr(hole.address, textOf(block));
