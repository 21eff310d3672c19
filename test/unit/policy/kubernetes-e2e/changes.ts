/** Tests 20 to 22, 24, 33, 37: policies and labels that change. */
import type { E2eCase } from './case.ts';

const deniedA = ['* -> x/a: deny'] as const;
const fromUpdated = (peer: string): Record<string, string> => ({
  'x/allow': `
    podSelector: {matchLabels: {pod: a}}
    ingress:
      - from: [${peer}]`,
});
const fromNamespace = fromUpdated('{namespaceSelector: {matchLabels: {ns2: updated}}}');
const fromPod = fromUpdated('{podSelector: {matchLabels: {pod: b, pod2: updated}}}');
const isolate = { 'x/isolate': '{podSelector: {matchLabels: {target: isolated}}, policyTypes: [Ingress], ingress: []}' };
const allowEgress = { 'x/allow-egress': '{podSelector: {matchLabels: {pod: a}}, policyTypes: [Egress], egress: [{}]}' };

export const changes: readonly E2eCase[] = [
  {
    id: '20',
    title: 'enforce updated policy',
    steps: [
      { policies: { 'x/mutating': '{podSelector: {matchLabels: {}}, policyTypes: [Ingress], ingress: [{}]}' }, table: [] },
      { policies: { 'x/mutating': '{podSelector: {matchLabels: {}}, policyTypes: [Ingress], ingress: []}' }, table: ['* -> x/*: deny'] },
    ],
  },
  {
    id: '21',
    title: 'allow ingress access from updated namespace',
    steps: [
      { policies: fromNamespace, table: deniedA },
      { policies: fromNamespace, labelled: { y: { ns2: 'updated' } }, table: [...deniedA, 'y/* -> x/a: allow by allow.ingress[0]'] },
    ],
  },
  {
    id: '22',
    title: 'allow ingress access from updated pod',
    steps: [
      { policies: fromPod, table: deniedA },
      { policies: fromPod, labelled: { 'x/b': { pod2: 'updated' } }, table: [...deniedA, 'x/b -> x/a: allow by allow.ingress[0]'] },
    ],
  },
  {
    id: '24',
    title: 'deny ingress access to updated pod',
    steps: [
      { policies: isolate, table: [] },
      { policies: isolate, labelled: { 'x/a': { target: 'isolated' } }, table: ['* -> x/a: deny by isolate.ingress'] },
    ],
  },
  {
    id: '33',
    title: 'stop enforcing policies after they are deleted',
    steps: [
      { policies: { 'x/deny-all': '{podSelector: {}, policyTypes: [Ingress, Egress]}' }, table: ['x/* -> *: deny', '* -> x/*: deny'] },
      { policies: {}, table: ['* -> *: allow by no policy'] },
    ],
  },
  {
    id: '37',
    title: 'enforce policies to check ingress and egress policies can be controlled independently based on PodSelector',
    steps: [
      { policies: allowEgress, table: [] },
      { policies: { ...allowEgress, 'x/deny-ingress': '{podSelector: {matchLabels: {pod: a}}, policyTypes: [Ingress], ingress: []}' }, table: ['* -> x/a: deny by deny-ingress.ingress', 'x/a -> *: allow by allow-egress.egress[0]'] },
    ],
  },
];
