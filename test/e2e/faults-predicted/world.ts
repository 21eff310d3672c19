/** Two namespaces whose policies give each of a dozen faults something to bite, and pods that stand for their workloads. */
import { agentPod } from '../enforcer/world/pods.ts';

export const namespaces = ['predict-shop', 'predict-data'] as const;
const [shop, data] = namespaces;

const policy = (namespace: string, name: string, spec: object): object => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace, name }, spec });
const app = (name: string): object => ({ matchLabels: { app: name } });

export const labelled = namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: name === shop ? 'red' : 'blue' } } }));

export const objects = [
  agentPod({ namespace: shop, name: 'web', labels: { app: 'web' } }),
  agentPod({ namespace: shop, name: 'api', labels: { app: 'api' } }),
  agentPod({ namespace: data, name: 'db', labels: { app: 'db' } }),
  agentPod({ namespace: data, name: 'web', labels: { app: 'web' } }),
  policy(shop, 'api', { podSelector: app('api'), policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: app('web') }], ports: [{ port: 8080 }] }] }),
  policy(shop, 'web', { podSelector: app('web'), policyTypes: ['Egress'], egress: [{ to: [{ podSelector: app('api') }], ports: [{ port: 8080 }] }] }),
  policy(data, 'db', {
    podSelector: app('db'),
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'red' } }, podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] } }], ports: [{ port: 5432, endPort: 5434 }] }],
  }),
];
