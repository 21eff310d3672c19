import { isIPv6 } from 'node:net';
import * as fc from 'fast-check';
import type { IpBlock } from '../../../src/model/network-policy.ts';
import { isInCidr } from './cidr.ts';
import type { Names } from './world.ts';

interface Cidr {
  readonly address: string;
  readonly bits: number;
}

/** From everything to one address, in shares of what the family has: 4, 8, 16, 24, 30, 31 and 32 in IPv4. */
const shares = [0, 4, 8, 16, 24, 30, 31, 32] as const;
const bitsOf = (share: number, address: string): number => (!isIPv6(address) ? share : share > 28 ? share + 96 : share * 4);

/** Blocks around the addresses, most of them with bits of a host, and with up to three holes, of which those stay that lie within. */
export const ipBlocks = ({ inside, outside }: Names): fc.Arbitrary<IpBlock> => {
  // Outside is where the specification means blocks to be used: few addresses, named as often as all pods.
  const address = fc.oneof(fc.constantFrom(...inside), fc.constantFrom(...outside));
  const share = fc.constantFrom(...shares);
  const holes = fc.array(fc.record({ address: fc.option(address, { freq: 1 }), share }), { maxLength: 3 });
  return fc.record({ address, share, holes }).map((drawn) => {
    const cidr = cidrOf(drawn.address, drawn.share);
    // A hole without an address is around that of the block.
    const except = drawn.holes.map((one) => cidrOf(one.address ?? drawn.address, one.share)).filter((one) => isWithin(one, cidr));
    return { cidr: textOf(cidr), except: except.map(textOf) };
  });
};

const cidrOf = (address: string, share: number): Cidr => ({ address, bits: bitsOf(share, address) });

const textOf = ({ address, bits }: Cidr): string => `${address}/${bits}`;

/** The API server takes no hole that is as large as the block. */
const isWithin = (hole: Cidr, block: Cidr): boolean => hole.bits > block.bits && isInCidr(hole.address, textOf(block));
