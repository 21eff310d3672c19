/** Sets that many rows are made of, kept once each: whoever has the same set in hand need not look into it. */
import { addBits, noBits } from './bits.ts';
import type { Bits } from './bits.ts';
import { itself, memoised } from './memoised.ts';

/** @returns of all sets that are equal the first */
export const sharing = (): ((bits: Bits) => Bits) => memoised((bits: Bits) => bits.join(), itself);

/** A number for each set that is kept, the same each time. */
export const numbering = (): ((bits: Bits) => number) => {
  let last = 0;
  return memoised(itself<Bits>, () => (last += 1));
};

/** @returns of the same sets the same union */
export const unions = (size: number): ((sets: readonly Bits[]) => Bits) => {
  const numberOf = numbering();
  return memoised(
    (sets: readonly Bits[]) => sets.map(numberOf).join(),
    (sets): Bits => {
      const union = noBits(size);
      for (const set of sets) addBits(union, set);
      return union;
    },
  );
};
