import type { FaultSpec } from '../faults/spec.ts';

/** One line of JSON to an enforcer, one line back. */
export type Request = { readonly ask: 'status' } | { readonly ask: 'set'; readonly fault: FaultSpec | null };

export type Answer = { readonly ok: true; readonly enforcing: boolean; readonly fault: FaultSpec | null } | { readonly ok: false; readonly error: string };
