import type { Outcome } from '../contract.ts';

/** A server's answer that could come from nobody who does not speak the protocol. */
export type Recognised = Pick<Outcome, 'proof' | 'code' | 'by' | 'seen' | 'answers'>;

/** What the bytes received so far are: the beginning of an answer, something else, or the answer. */
export type Reading = 'more' | 'foreign' | Recognised;

/** One exchange of one protocol: what we say first, if anything, and how the other side's first words are read. */
export interface Speech {
  readonly hello?: Uint8Array | string;
  readonly read: (received: Buffer) => Reading;
}
