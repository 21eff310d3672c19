/** Tests 1 to 13, 16, 23, 41: who is isolated, and whom selectors let in. */
import type { E2eCase } from './case.ts';
import { once } from './case.ts';

/** Lets these into x/a. */
const intoA = (from: string): Record<string, string> => ({
  'x/allow': `
    podSelector: {matchLabels: {pod: a}}
    ingress:
      - from: ${from}`,
});

const label = 'kubernetes.io/metadata.name';
const podB = 'podSelector: {matchLabels: {pod: b}}';
const notX = `namespaceSelector: {matchExpressions: [{key: ${label}, operator: NotIn, values: [x]}]}`;

export const selectors: readonly E2eCase[] = [
  once('1', "support a 'default-deny-ingress' policy", { 'x/deny-ingress': '{podSelector: {}, policyTypes: [Ingress], ingress: []}' }, '* -> x/*: deny by deny-ingress.ingress'),
  once('2', "support a 'default-deny-all' policy", { 'x/deny-all': '{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [], egress: []}' }, '* -> x/*: deny', 'x/* -> *: deny'),
  once('3', 'enforce policy to allow traffic from pods within server namespace based on PodSelector', intoA(`[{${podB}}]`), '* -> x/a: deny', 'x/b -> x/a: allow by allow.ingress[0]'),
  once(
    '4',
    'enforce policy to allow ingress traffic for a target',
    { 'x/deny-all': '{podSelector: {}, policyTypes: [Ingress], ingress: []}', ...intoA('[{namespaceSelector: {}, podSelector: {}}]') },
    '* -> x/*: deny by deny-all.ingress',
    '* -> x/a: allow by allow.ingress[0]',
  ),
  once('5', 'enforce policy to allow ingress traffic from pods in all namespaces', intoA('[{namespaceSelector: {matchLabels: {}}}]')),
  once(
    '6',
    'enforce policy to allow traffic only from a different namespace, based on NamespaceSelector',
    intoA(`[{namespaceSelector: {matchLabels: {${label}: y}}}]`),
    'x/* -> x/a: deny',
    'z/* -> x/a: deny',
  ),
  once(
    '7',
    'enforce policy based on PodSelector with MatchExpressions',
    intoA('[{podSelector: {matchExpressions: [{key: pod, operator: In, values: [b]}]}}]'),
    '* -> x/a: deny',
    'x/b -> x/a: allow',
  ),
  once(
    '8',
    'enforce policy based on NamespaceSelector with MatchExpressions',
    intoA(`[{namespaceSelector: {matchExpressions: [{key: ${label}, operator: In, values: [y]}]}}]`),
    'x/* -> x/a: deny',
    'z/* -> x/a: deny',
  ),
  once('9', 'enforce policy based on PodSelector or NamespaceSelector', intoA(`[{${notX}}, {${podB}}]`), 'x/c -> x/a: deny'),
  once('10', 'enforce policy based on PodSelector and NamespaceSelector', intoA(`[{${notX}, ${podB}}]`), '* -> x/a: deny', 'y/b -> x/a: allow', 'z/b -> x/a: allow'),
  once(
    '11',
    'enforce policy based on Multiple PodSelectors and NamespaceSelectors',
    intoA(`[{${notX}, podSelector: {matchExpressions: [{key: pod, operator: In, values: [b, c]}]}}]`),
    'x/* -> x/a: deny',
    'y/a -> x/a: deny',
    'z/a -> x/a: deny',
  ),
  once('12', 'enforce policy based on any PodSelectors', intoA(`[{${podB}}, {podSelector: {matchLabels: {pod: c}}}]`), '* -> x/a: deny', 'x/b -> x/a: allow', 'x/c -> x/a: allow'),
  once(
    '13',
    'enforce policy to allow traffic only from a pod in a different namespace based on PodSelector and NamespaceSelector',
    intoA(`[{namespaceSelector: {matchLabels: {${label}: y}}, podSelector: {matchLabels: {pod: a}}}]`),
    '* -> x/a: deny',
    'y/a -> x/a: allow',
  ),
  once('16', 'support allow-all policy', { 'x/allow-all': '{podSelector: {matchLabels: {}}, ingress: [{}]}' }),
  once('23', 'deny ingress from pods on other namespaces', { 'x/own-pods': '{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {}}}]}]}' }, 'y/* -> x/*: deny', 'z/* -> x/*: deny'),
  once(
    '41',
    'enforce policy to allow traffic based on NamespaceSelector with MatchLabels using default ns label',
    intoA(`[{namespaceSelector: {matchLabels: {${label}: y}}}]`),
    'x/* -> x/a: deny',
    'z/* -> x/a: deny',
  ),
];
