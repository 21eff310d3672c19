import type { Expression, Selector } from '../../view/policy-spec.ts';
import type { View } from '../../view/view.ts';
import type { FaultModel, Variant } from '../bend.ts';
import { mapPeers, mapSelectors, nothing, type Role } from '../policies.ts';

const roles = ['subject', 'peer', 'namespace'] as const;

export const selectorOp: FaultModel = {
  name: 'FM-SELECTOR-OP',
  does: 'an operator of selectors is misread, in every role or in one',
  variants: {
    ...inRoles('a', 'NotIn and DoesNotExist do not take objects without the key', (selector) => [withExpressions(selector, keyNeeded)]),
    b: { does: 'peers with NotIn or DoesNotExist take addresses outside too', bend: () => ({ subjects: openOutside }) },
    ...inRoles('c-none', 'In with two values or more takes nothing', (selector) => [selector.matchExpressions?.some(hasSeveralValues) ? nothing : selector]),
    ...inRoles('c-first', 'In takes its first value alone', (selector) => [withExpressions(selector, (expression) => [hasSeveralValues(expression) ? { ...expression, values: expression.values?.slice(0, 1) ?? [] } : expression])]),
    ...inRoles('d-all', 'expressions are ignored', (selector) => [withExpressions(selector, () => [])]),
    ...inRoles('d-none', 'selectors with expressions take nothing', (selector) => [(selector.matchExpressions?.length ?? 0) > 0 ? nothing : selector]),
    ...inRoles('e', 'labels and expressions: either is enough', either),
  },
};

function inRoles(name: string, does: string, change: (selector: Selector) => readonly Selector[]): Record<string, Variant> {
  const variant = (concerned: readonly Role[]): Variant => ({ does: `${does} (${concerned.join(', ')})`, bend: () => ({ subjects: (view) => mapSelectors(view, concerned, change) }) });
  return { [name]: variant(roles), ...Object.fromEntries(roles.map((role) => [`${name}-${role}`, variant([role])])) };
}

function withExpressions(selector: Selector, change: (expression: Expression) => readonly Expression[]): Selector {
  return { ...selector, matchExpressions: (selector.matchExpressions ?? []).flatMap(change) };
}

function keyNeeded(expression: Expression): Expression[] {
  const { key, operator } = expression;
  return operator === 'NotIn' || operator === 'DoesNotExist' ? [expression, { key, operator: 'Exists' }] : [expression];
}

function hasSeveralValues({ operator, values = [] }: Expression): boolean {
  return operator === 'In' && values.length > 1;
}

function either(selector: Selector): Selector[] {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return Object.keys(matchLabels).length === 0 || matchExpressions.length === 0 ? [selector] : [{ matchLabels }, { matchExpressions }];
}

/** Whatever is no pod has no labels at all. */
function openOutside(view: View): View {
  const pods = view.pods.filter(({ hostNetwork }) => !hostNetwork).flatMap(({ addresses }) => addresses);
  const outside = [{ cidr: '0.0.0.0/0', bits: 32 }, { cidr: '::/0', bits: 128 }].map(({ cidr, bits }) => ({ ipBlock: { cidr, except: pods.filter((address) => address.includes(':') === (bits === 128)).map((address) => `${address}/${bits}`) } }));
  return mapPeers(view, (peer) => (isNegative(peer.podSelector) || isNegative(peer.namespaceSelector) ? [peer, ...outside] : [peer]));
}

function isNegative(selector: Selector | undefined): boolean {
  return selector?.matchExpressions?.some(({ operator }) => operator === 'NotIn' || operator === 'DoesNotExist') ?? false;
}
