/** By whose word a connection is allowed or denied. */
import { directions } from '../model/network-policy.ts';
import type { PolicyDecider } from '../model/verdict.ts';
import type { Decision } from './decision.ts';

/** Of an allow: the rules that allow it. Of a deny: the policies that isolate an end, none of whose rules allows it. */
export const decidersOf = (decision: Decision): PolicyDecider[] =>
  directions.flatMap((direction) => {
    const { verdict, policies, rules } = decision[direction];
    if (verdict === 'allow') return decision.verdict === 'deny' ? [] : rules.map(({ policy, rule }) => ({ kind: 'policy' as const, ...policy, direction, rule }));
    return policies.map((policy) => ({ kind: 'policy' as const, ...policy, direction }));
  });

/** `shop/web ingress rule 1`: rules are counted from 1, as people count. */
export const formatDecider = ({ namespace, name, direction, rule }: PolicyDecider): string => `${namespace}/${name} ${direction}${rule === undefined ? '' : ` rule ${rule + 1}`}`;
