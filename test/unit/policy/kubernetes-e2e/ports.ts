/** Tests 14, 15, 17 to 19, 31, 32, 43: ports by number and by name, and policies that add up. */
import type { E2eCase } from './case.ts';
import { once } from './case.ts';

const fromY = (port: string): string => `
    podSelector: {matchLabels: {pod: a}}
    ingress:
      - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: y}}}]
        ports: [${port}]`;
const by81 = { 'x/by-81': fromY('{port: 81, protocol: TCP}') };
const ingressBy80 = { 'x/by-80': '{podSelector: {matchLabels: {}}, ingress: [{ports: [{port: 80}]}]}' };
const egressBy80 = { 'x/by-80': '{podSelector: {matchLabels: {}}, policyTypes: [Egress], egress: [{ports: [{port: 80}]}]}' };

export const ports: readonly E2eCase[] = [
  once('14', 'enforce policy based on Ports', by81, '* -> x/a: deny', 'y/* -> x/a TCP 81: allow'),
  {
    id: '15',
    title: 'enforce multiple, stacked policies with overlapping podSelectors',
    steps: [
      { policies: by81, table: ['* -> x/a: deny', 'y/* -> x/a TCP 81: allow'] },
      { policies: { ...by81, 'x/by-80': fromY('{port: 80, protocol: TCP}') }, table: ['* -> x/a: deny by by-81.ingress, by-80.ingress', 'y/* -> x/a TCP 81: allow by by-81.ingress[0]', 'y/* -> x/a TCP 80: allow by by-80.ingress[0]'] },
    ],
  },
  once('17', 'allow ingress access on one named port', { 'x/by-name': '{podSelector: {matchLabels: {}}, ingress: [{ports: [{port: serve-81-tcp}]}]}' }, '* -> x/*: deny', '* -> x/* TCP 81: allow'),
  once('18', 'allow ingress access from namespace on one named port', { 'x/by-name': fromY('{port: serve-80-tcp, protocol: TCP}') }, '* -> x/a: deny', 'y/* -> x/a TCP 80: allow'),
  once('19', 'allow egress access on one named port', { 'x/by-name': '{podSelector: {matchLabels: {}}, policyTypes: [Egress], egress: [{ports: [{port: serve-80-tcp}]}]}' }, 'x/* -> *: deny', 'x/* -> * TCP 80: allow'),
  {
    id: '31',
    title: 'enforce multiple ingress policies with ingress allow-all policy taking precedence',
    steps: [
      { policies: ingressBy80, table: ['* -> x/*: deny', '* -> x/* TCP 80: allow'] },
      { policies: { ...ingressBy80, 'x/allow-ingress': '{podSelector: {matchLabels: {}}, ingress: [{}]}' }, table: [] },
    ],
  },
  {
    id: '32',
    title: 'enforce multiple egress policies with egress allow-all policy taking precedence',
    steps: [
      { policies: egressBy80, table: ['x/* -> *: deny', 'x/* -> * TCP 80: allow'] },
      { policies: { ...egressBy80, 'x/allow-egress': '{podSelector: {matchLabels: {}}, policyTypes: [Egress], egress: [{}]}' }, table: [] },
    ],
  },
  // Only the title is known to us. The policies are ours: whoever cannot resolve the name, or limit to the range, must not open everything.
  {
    id: '43',
    title: 'not allow all ports if it cannot limit to the requested port',
    steps: [
      { policies: { 'x/unknown-name': '{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: serve-82-tcp}]}]}' }, table: ['* -> x/a: deny'] },
      { policies: { 'x/range': '{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [{port: 81, endPort: 90}]}]}' }, table: ['* -> x/a: deny', '* -> x/a TCP 81: allow'] },
    ],
  },
];
