/** Policies under which many faults show, each at a pair of its own. */
import { applyObjects } from '../support/namespace.ts';
import type { Kubectl } from '../support/kubectl.ts';
import { namespacesBy } from './battery/shape.ts';

export const policy = (namespace: string, name: string, spec: object): object => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec });

const on = (pod: string): object => ({ matchLabels: { pod } });
const anywhere = { namespaceSelector: {} };

export const port8080Only = policy('faults-y', 'port', { podSelector: on('b'), ingress: [{ ports: [{ port: 8080 }] }] });

export const standingPolicies: readonly object[] = [
  policy('faults-x', 'deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  policy('faults-x', 'allow', { podSelector: on('a'), ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'blue' } } }], ports: [{ port: 8080 }] }] }),
  policy('faults-y', 'both', { podSelector: on('a'), ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'red' } }, podSelector: on('b') }] }] }),
  port8080Only,
  policy('faults-y', 'nobody', { podSelector: on('c'), ingress: [{ from: [{ ...anywhere, podSelector: { matchLabels: { role: 'client' } } }] }] }),
  policy('faults-z', 'except', { podSelector: on('a'), policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.244.0.0/16'] } }] }] }),
  policy('faults-z', 'not-in', { podSelector: on('b'), ingress: [{ from: [namespacesBy('team', 'NotIn', 'blue')] }] }),
  policy('faults-z', 'accept', { podSelector: on('c'), policyTypes: ['Egress'], egress: [{}] }),
];

export const applyStanding = (kubectl: Kubectl): Promise<void> => applyObjects(kubectl, standingPolicies);
