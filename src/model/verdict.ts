/** Where in a file something was said; lines and columns count from 1. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Who decided a verdict: a row that a person wrote, or (later) a rule of a policy. */
export interface Decider {
  readonly kind: 'intent';
  readonly origin: Origin;
}

/**
 * What is said of a cell, by a person's matrix or by policy. `undefined` means that the specification leaves the
 * answer to the implementation.
 */
export interface Verdict {
  readonly verdict: 'allow' | 'deny';
  readonly basis: 'specified' | 'undefined';
  readonly deciders: readonly Decider[];
}
