import type { Dial, Outcome } from './contract.ts';

/** Milliseconds since the probe started, monotonic. */
export type Clock = () => number;

/** Tries one dial once. Whatever the network does is an `Outcome`; a rejection is a defect of the prober. */
export type Prober<D extends Dial> = (dial: D, attempt: number, now: Clock) => Promise<Outcome>;
