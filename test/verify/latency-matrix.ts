/** The namespace, policies and matrix on which enforcement latency is measured: each direction of enforcement apart. */
import type { MatrixParts } from '../e2e/support/matrix.ts';

export const namespace = 'verify-latency';

const clients = ['a', 'b', 'c', 'd', 'e', 'f'];

const standIn = (app: string): object => ({ standIn: { namespace, labels: { app } }, port: 8080 });

const policy = (name: string, spec: object): object => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec });

const to = (...apps: readonly string[]): object => ({ to: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: apps }] } }] });

/** In force before the pods: what a fresh pod may send, who it is to others, and who lets it in. */
export const policies: readonly object[] = [
  policy('clients', { podSelector: { matchLabels: { group: 'client' } }, policyTypes: ['Egress'], egress: [to('open', 'strict')] }),
  policy('strict', { podSelector: { matchLabels: { app: 'strict' } }, policyTypes: ['Ingress'], ingress: [] }),
  policy('open', { podSelector: { matchLabels: { app: 'open' } }, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { group: 'client' } } }] }] }),
];

/** Comes and goes while packets fly, and isolates every target. */
export const newPolicy = policy('new', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['open', 'strict', 'shut'] }] }, policyTypes: ['Ingress'], ingress: [] });

const sources = Object.fromEntries(clients.map((name) => [name, { namespace, labels: { app: name, group: 'client' } }]));
const everybody = (row: Record<string, string>): Record<string, Record<string, string>> => Object.fromEntries(clients.map((name) => [name, row]));

/** `open` is allowed; `shut` is closed by the sources' own egress policy; `strict` by its own ingress policy. */
export const freshPods: MatrixParts = {
  sources,
  targets: { open: standIn('open'), shut: standIn('shut'), strict: standIn('strict') },
  expect: everybody({ open: 'allow', shut: 'deny', strict: 'deny' }),
};

/** Without a policy: everything is open until `newPolicy` comes. */
export const openGround: MatrixParts = {
  sources,
  targets: { open: standIn('open'), shut: standIn('shut') },
  expect: everybody({ '*': 'allow' }),
};
