/** A cell that a run judges, as far as faults are concerned. */
import type { Decision, Question } from '../policy/decision.ts';

export interface Witness {
  /** Its id. */
  readonly cell: string;
  /** Everything that it dials, and what policy says of it: all the same. */
  readonly ends: readonly { readonly question: Question; readonly decision: Decision }[];
  /** The canary's policies are its own: it tells how nodes enforce, and nothing of how other policies are read. */
  readonly ofCanary: boolean;
}
