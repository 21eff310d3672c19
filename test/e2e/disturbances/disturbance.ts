/** What a row says: what a production cluster does to a run, and what must come of it. */
import type { NetproofResult } from '../support/netproof.ts';
import type { Stage } from '../support/stage.ts';
import type { Fault } from '../wrong-answers/faults/fault.ts';

/** `refused`: exit code 2 and a message, and nothing was probed; the others are a run's. */
export type Outcome = 'right' | 'inconclusive' | 'refused';

export interface Disturbance {
  readonly name: string;
  /** What is done, in a sentence. */
  readonly done: string;
  /** One after the other, before netproof starts. */
  readonly before?: readonly Fault[];
  /** One after the other, once packets fly; the run must outlast them. */
  readonly during?: readonly Fault[];
  readonly flags?: readonly string[];
  /** Of the coordinator. */
  readonly env?: Readonly<Record<string, string>>;
  /** Several only where chance decides, and none of them is wrong. */
  readonly outcomes: readonly Outcome[];
  /** What the user is told, where it does not come out right: in words, and as it must be found. */
  readonly says?: { readonly what: string; readonly like: RegExp };
  /** Throws where nothing has happened; for what neither a fault sees to by itself nor the outcome shows. */
  readonly happened?: Happened;
  /** Played by `npm run verify:e2e` only. */
  readonly thorough?: true;
}

/** Asked once the run has ended, and before anything is undone. */
export type Happened = (stage: Stage, result: NetproofResult) => Promise<void> | void;
