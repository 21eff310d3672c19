import type { Kubectl } from './kubectl.ts';

/** A namespace of a test's own, made anew. */
export const makeNamespace = async (kubectl: Kubectl, name: string, labels: Record<string, string> = {}): Promise<void> => {
  await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait']);
  await applyObject(kubectl, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
};

export const removeNamespace = async (kubectl: Kubectl, name: string): Promise<void> => {
  await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait=false']);
};

export const applyObject = async (kubectl: Kubectl, object: object): Promise<void> => {
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify(object) });
};

/** Isolates all pods of a namespace in both directions. */
export const denyAll = (namespace: string): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny-all', namespace },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
});
