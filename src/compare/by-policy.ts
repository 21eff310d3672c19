/** What the NetworkPolicies have to do with what was seen, and with what a person expects. */
import type { PlannedCell } from '../model/plan.ts';
import type { CellResult, Finding } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { formatDecider } from '../policy/deciders.ts';

type Judged = Pick<PlannedCell, 'intent' | 'policy'> & { readonly cell: Way & { readonly id: string } };

type Way = Readonly<Record<'source' | 'target' | 'transport', string>> & { readonly port: number };

export const wayOf = ({ source, target, transport, port }: Way): string => `${source} -> ${target} ${transport}/${port}`;

/** Why it is open or closed against expectation, as far as the specification tells what policy says. */
export const causeByPolicy = ({ policy }: Judged, status: 'leak' | 'overblock'): string => {
  if (policy === undefined || policy.basis === 'undefined') return '';
  const asPolicySays = policy.verdict === (status === 'leak' ? 'allow' : 'deny');
  const blame = status === 'leak' ? 'the CNI does not enforce it' : 'the CNI, or something else on the way, blocks what policy allows';
  return `; ${sayingOf(policy)}${asPolicySays ? hintOf(policy) : `, so ${blame}`}`;
};

/** A person expects one thing and policy says the other: no packet is needed to know that. */
export const mismatches = ({ cell, intent, policy }: Judged, status: CellResult['status'] | undefined): Finding[] => {
  if (intent === undefined || policy === undefined || policy.basis === 'undefined' || intent.verdict === policy.verdict) return [];
  // What the packets did says it already, with this as its cause.
  if (status === 'leak' || status === 'overblock') return [];
  const seen = status === 'conforms' ? `; packets ${policy.verdict === 'allow' ? 'did not get through all the same: something else closes it' : 'got through all the same: the CNI does not enforce it'}` : '';
  return [{ kind: 'policy-mismatch', cell: cell.id, message: `${wayOf(cell)}: you expect ${intent.verdict}, but ${sayingOf(policy)}${hintOf(policy)}${seen}` }];
};

/** `policy shop/web (ingress rule 2) allows it`. */
export const sayingOf = ({ verdict, deciders }: Pick<Verdict, 'verdict' | 'deciders'>): string => {
  const policies = deciders.flatMap((decider) => (decider.kind === 'policy' ? [formatDecider(decider)] : []));
  if (policies.length === 0) return verdict === 'allow' ? 'no policy restricts it' : 'policy denies it';
  const [first = '', ...others] = policies;
  const all = others.length > 3 ? `${[first, ...others.slice(0, 2)].join(', ')} and ${others.length - 2} more` : policies.join(', ');
  return verdict === 'allow' ? `${all} ${others.length > 0 ? 'allow' : 'allows'} it` : `${all} ${others.length > 0 ? 'deny' : 'denies'} it: no rule lets it through`;
};

const hintOf = ({ hint }: Verdict): string => (hint === undefined ? '' : ` (${hint})`);
