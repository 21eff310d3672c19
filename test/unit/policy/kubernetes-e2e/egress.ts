/** Tests 25 to 29, 42: what pods may send, alone and beside what others take. */
import type { E2eCase } from './case.ts';
import { once } from './case.ts';

const ofA = 'podSelector: {matchLabels: {pod: a}}';
const label = 'kubernetes.io/metadata.name';
const toYA = `
    ${ofA}
    policyTypes: [Egress]
    egress:
      - to: [{namespaceSelector: {matchLabels: {${label}: y}}, podSelector: {matchLabels: {pod: a}}}]`;
const fromXA = (pod: string): string => `
    podSelector: {matchLabels: {pod: ${pod}}}
    ingress:
      - from: [{namespaceSelector: {matchLabels: {${label}: x}}, podSelector: {matchLabels: {pod: a}}}]`;

export const egress: readonly E2eCase[] = [
  once('25', 'deny egress from pods based on PodSelector', { 'x/deny-egress': `{${ofA}, policyTypes: [Egress], egress: []}` }, 'x/a -> *: deny by deny-egress.egress'),
  once('26', 'deny egress from all pods in a namespace', { 'x/deny-egress': '{podSelector: {}, policyTypes: [Egress], egress: []}' }, 'x/* -> *: deny'),
  once(
    '27',
    'work with Ingress, Egress specified together',
    {
      'x/both': `
        ${ofA}
        policyTypes: [Egress, Ingress]
        ingress:
          - from: [{podSelector: {matchLabels: {pod: b}}}]
        egress:
          - ports: [{port: 80}]`,
    },
    '* -> x/a: deny',
    'x/b -> x/a: allow',
    'x/a -> *: deny',
    'x/a -> * TCP 80: allow',
  ),
  once(
    '28',
    'support denying of egress traffic on the client side (even if the server explicitly allows this traffic)',
    { 'x/to-y-a': toYA, 'y/from-x-a': fromXA('a'), 'y/from-x-a-to-b': fromXA('b') },
    'x/a -> *: deny by to-y-a.egress',
    '* -> y/a: deny by from-x-a.ingress',
    '* -> y/b: deny by from-x-a-to-b.ingress',
    'x/a -> y/a: allow by to-y-a.egress[0], from-x-a.ingress[0]',
    'x/a -> y/b: deny by to-y-a.egress',
  ),
  once(
    '29',
    'enforce egress policy allowing traffic to a server in a different namespace based on PodSelector and NamespaceSelector',
    { 'x/to-y-a': toYA },
    'x/a -> *: deny',
    'x/a -> y/a: allow by to-y-a.egress[0]',
  ),
  once(
    '42',
    'enforce policy based on NamespaceSelector with MatchExpressions using default ns label',
    {
      'x/not-to-y': `
        ${ofA}
        policyTypes: [Egress]
        egress:
          - to: [{namespaceSelector: {matchExpressions: [{key: ${label}, operator: NotIn, values: [y]}]}}]`,
    },
    'x/a -> y/*: deny',
  ),
];
