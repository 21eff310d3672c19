import type { NetworkPolicy } from '../../model/network-policy.ts';
import type { Selector, SelectorRequirement } from '../../model/snapshot.ts';
import type { FaultModel, Misreading, Variant } from '../fault.ts';
import { nothing, perPeer, perSelector } from '../rewrite.ts';
import type { Role } from '../rewrite.ts';

type Change = (selector: Selector) => readonly Selector[] | undefined;

const roles = ['subject', 'peer', 'namespace'] as const satisfies readonly Role[];

const inRoles = (name: string, does: string, change: Change): Record<string, Variant> =>
  Object.fromEntries(roles.map((role) => [`${name}-${role}`, { kind: 'misreads', does: `${does} (${role})`, misreadings: (policy) => perSelector(policy, role, change) } satisfies Variant]));

export const selectorOp: FaultModel = {
  name: 'FM-SELECTOR-OP',
  does: 'an operator of selectors is misread',
  variants: {
    ...inRoles('a', 'NotIn and DoesNotExist do not take objects without the key', where(isNegative, keyNeeded)),
    b: { kind: 'misreads', does: 'peers with NotIn or DoesNotExist take addresses outside too', misreadings: openOutside },
    ...inRoles('c-none', 'In with two values or more takes nothing', (selector) => (selector.matchExpressions.some(hasSeveralValues) ? [nothing] : undefined)),
    ...inRoles('c-first', 'In takes its first value alone', where(hasSeveralValues, (requirement) => [{ ...requirement, values: requirement.values.slice(0, 1) }])),
    ...inRoles('d-all', 'expressions are ignored', where(() => true, () => [])),
    ...inRoles('d-none', 'selectors with expressions take nothing', (selector) => (selector.matchExpressions.length > 0 ? [nothing] : undefined)),
    ...inRoles('e', 'labels and expressions: either is enough', either),
  },
};

/** Of selectors that have such requirements, these. */
function where(concerns: (requirement: SelectorRequirement) => boolean, change: (requirement: SelectorRequirement) => readonly SelectorRequirement[]): Change {
  return ({ matchLabels, matchExpressions }) => (matchExpressions.some(concerns) ? [{ matchLabels, matchExpressions: matchExpressions.flatMap((one) => (concerns(one) ? change(one) : [one])) }] : undefined);
}

function isNegative({ operator }: SelectorRequirement): boolean {
  return operator === 'NotIn' || operator === 'DoesNotExist';
}

function hasNegative(selector: Selector | undefined): boolean {
  return selector?.matchExpressions.some(isNegative) ?? false;
}

function keyNeeded(requirement: SelectorRequirement): SelectorRequirement[] {
  return [requirement, { key: requirement.key, operator: 'Exists', values: [] }];
}

function hasSeveralValues({ operator, values }: SelectorRequirement): boolean {
  return operator === 'In' && values.length > 1;
}

function either({ matchLabels, matchExpressions }: Selector): Selector[] | undefined {
  return Object.keys(matchLabels).length === 0 || matchExpressions.length === 0 ? undefined : [{ matchLabels, matchExpressions: [] }, { matchLabels: {}, matchExpressions }];
}

const outside = ['0.0.0.0/0', '::/0'].map((cidr) => ({ ipBlock: { cidr, except: [] } }));

/** Whatever is no pod has no labels at all. */
function openOutside(policy: NetworkPolicy): Misreading[] {
  return perPeer(policy, (peer) => ([peer.podSelector, peer.namespaceSelector].some(hasNegative) ? [peer, ...outside] : undefined)).map((misreading) => ({ ...misreading, only: ({ source, target }) => source.kind === 'address' || target.kind === 'address' }));
}
