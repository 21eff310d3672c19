import { expect } from 'chai';
import * as fc from 'fast-check';
import { addBit, addBits, bitsOf, hasBit, membersOf, noBits } from '../../../src/derive/bits.ts';

const size = 100;
const members = fc.uniqueArray(fc.nat(size - 1));
const sorted = (numbers: Iterable<number>): number[] => [...numbers].toSorted((a, b) => a - b);

describe('bits', () => {
  for (const { name, own } of [
    { name: 'nothing', own: [] },
    { name: 'both ends of a word', own: [0, 31] },
    { name: 'the first of the next word', own: [32] },
    { name: 'the last of all', own: [99] },
    { name: 'everything', own: [...Array(size).keys()] },
  ]) it(`hold ${name}`, () => expect(membersOf(bitsOf(own, size))).to.deep.equal(own));

  it('give back what was put in, in order, and know nothing else', () => {
    fc.assert(
      fc.property(members, (own) => {
        const bits = bitsOf(own, size);
        expect(membersOf(bits)).to.deep.equal(sorted(own));
        for (const member of Array(size).keys()) expect(hasBit(bits, member)).to.equal(own.includes(member));
      }),
    );
  });

  it('take a member twice as once', () => {
    const bits = bitsOf([31], size);
    addBit(bits, 31);
    expect(membersOf(bits)).to.deep.equal([31]);
  });

  it('add up to the union, and leave alone what is added', () => {
    fc.assert(
      fc.property(members, members, (one, other) => {
        const [into, bits] = [bitsOf(one, size), bitsOf(other, size)];
        addBits(into, bits);
        expect(membersOf(into)).to.deep.equal(sorted(new Set([...one, ...other])));
        expect(membersOf(bits)).to.deep.equal(sorted(other));
      }),
    );
  });

  it('hold nothing where there is nobody', () => expect(membersOf(noBits(0))).to.deep.equal([]));
});
