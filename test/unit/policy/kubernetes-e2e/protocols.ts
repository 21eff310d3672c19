/** Tests 30, 38 to 40, and those of UDP and SCTP. */
import type { E2eCase } from './case.ts';
import { once } from './case.ts';

const denyIngress = { 'x/deny-ingress': '{podSelector: {}, policyTypes: [Ingress], ingress: []}' };

/** Lets everybody into x/a by this port alone. */
const by = (port: string): Record<string, string> => ({ 'x/allow': `{podSelector: {matchLabels: {pod: a}}, ingress: [{ports: [${port}]}]}` });

const fromY = (rest: string): Record<string, string> => ({
  'x/allow': `
    podSelector: {matchLabels: {pod: a}}
    ingress:
      - ${rest}`,
});
const inY = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: y}}';
const fromYA = fromY(`from: [{${inY}, podSelector: {matchLabels: {pod: a}}}]`);

export const protocols: readonly E2eCase[] = [
  once('30', 'enforce ingress policy allowing any port traffic to a server on a specific protocol', by('{protocol: TCP}'), '* -> x/a: deny', '* -> x/a TCP: allow'),
  once(
    '38',
    "not mistakenly treat 'protocol: SCTP' as 'protocol: TCP', even if the plugin doesn't support SCTP",
    { ...denyIngress, ...by('{protocol: SCTP, port: 81}') },
    '* -> x/*: deny',
    '* -> x/a SCTP 81: allow',
  ),
  once(
    '39',
    "properly isolate pods that are selected by a policy allowing SCTP, even if the plugin doesn't support SCTP",
    by('{protocol: SCTP, port: 80}'),
    '* -> x/a: deny',
    '* -> x/a SCTP 80: allow',
  ),
  once('40', 'not allow access by TCP when a policy specifies only UDP', by('{protocol: UDP, port: 81}'), '* -> x/a: deny', '* -> x/a UDP 81: allow'),
  ...(['UDP', 'SCTP'] as const).flatMap((protocol): E2eCase[] => [
    once(`${protocol} 1`, "support a 'default-deny-ingress' policy", denyIngress, '* -> x/*: deny'),
    once(
      `${protocol} 2`,
      'enforce policy based on Ports',
      fromY(`{from: [{${inY}}], ports: [{protocol: ${protocol}, port: 81}]}`),
      '* -> x/a: deny',
      `y/* -> x/a ${protocol} 81: allow`,
    ),
    once(`${protocol} 3`, 'enforce policy to allow traffic only from a pod in a different namespace based on PodSelector and NamespaceSelector', fromYA, '* -> x/a: deny', 'y/a -> x/a: allow'),
  ]),
];
