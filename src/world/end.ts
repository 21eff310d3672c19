import type { Protocol } from '../model/network-policy.ts';
import type { Question } from '../policy/decision.ts';

/** What is dialled, as policy sees it. */
export type End = Pick<Question, 'target' | 'port' | 'through'> & { readonly protocol: Protocol };

/** Or why nobody knows. */
export type Ends = { readonly ends: readonly End[] } | { readonly unknown: string };

export const endsOr = (ends: readonly End[], unknown: string): Ends => (ends.length === 0 ? { unknown } : { ends });
