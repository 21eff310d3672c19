/** More of a kind say nothing new. */
const mostRemarks = 5;

/** The first few remarks of a kind, and how many there are besides. */
export const atMost = (remarks: readonly string[], rest: (more: number) => string): string[] =>
  remarks.length <= mostRemarks ? [...remarks] : [...remarks.slice(0, mostRemarks), rest(remarks.length - mostRemarks)];
