/** Where in a file something was said; lines and columns count from 1. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Who decided a verdict: a row that a person wrote; or a policy, by the rule that allows, or by having no such rule for
 * what it isolates.
 */
export type Decider = { readonly kind: 'intent'; readonly origin: Origin } | PolicyDecider;

export interface PolicyDecider {
  readonly kind: 'policy';
  readonly namespace: string;
  readonly name: string;
  readonly direction: 'ingress' | 'egress';
  /** Counts from 0, as in `spec.ingress[0]`; absent where none of its rules allows. */
  readonly rule?: number;
}

/**
 * What is said of a cell, by a person's matrix or by policy. `undefined` means that the specification leaves the
 * answer to the implementation.
 */
export interface Verdict {
  readonly verdict: 'allow' | 'deny';
  readonly basis: 'specified' | 'undefined';
  readonly deciders: readonly Decider[];
  /** Where the basis is undefined: what it is that the specification leaves open. */
  readonly reason?: string;
  /** Where policy says other than a person expects: the likely cause, and what to do. */
  readonly hint?: string;
}
