/** Sets of small numbers, a bit each: whole rows of a matrix are combined by a few machine words. */
export type Bits = Uint32Array;

export const noBits = (size: number): Bits => new Uint32Array(Math.ceil(size / 32));

export const bitsOf = (members: Iterable<number>, size: number): Bits => {
  const bits = noBits(size);
  for (const member of members) addBit(bits, member);
  return bits;
};

export const addBit = (bits: Bits, member: number): void => void (bits[member >>> 5] = wordAt(bits, member >>> 5) | (1 << (member & 31)));

export const hasBit = (bits: Bits, member: number): boolean => ((wordAt(bits, member >>> 5) >>> (member & 31)) & 1) === 1;

/** Adds to `into` what is in `bits`. */
export const addBits = (into: Bits, bits: Bits): void => {
  for (let word = 0; word < into.length; word += 1) into[word] = wordAt(into, word) | wordAt(bits, word);
};

/** @returns the members, in order */
export const membersOf = (bits: Bits): number[] => {
  const members: number[] = [];
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = wordAt(bits, word); rest !== 0; rest &= rest - 1) members.push(word * 32 + lowestBit(rest));
  }
  return members;
};

const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

const wordAt = (bits: Bits, word: number): number => bits[word] ?? 0;
