import type { Family } from '../../probes/contract.ts';
import type { Protocol } from '../model/network-policy.ts';
import type { Question } from '../policy/decision.ts';

/** What is dialled, as policy sees it. */
export type End = Pick<Question, 'target' | 'port' | 'through' | 'family'> & { readonly protocol: Protocol };

/** Or why nobody knows. */
export type Ends = { readonly ends: readonly End[] } | { readonly unknown: string };

/** Those that have no family of their own get this one. */
export const inFamily = (family: Family, found: Ends): Ends => ('unknown' in found ? found : { ends: found.ends.map((end) => ({ family, ...end })) });

export const endsOr = (ends: readonly End[], unknown: string): Ends => (ends.length === 0 ? { unknown } : { ends });
