import type { Kubectl } from './kubectl.ts';

/** A namespace of a test's own, made anew. */
export const makeNamespace = async (kubectl: Kubectl, name: string, labels: Record<string, string> = {}): Promise<void> => {
  await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait']);
  await applyObject(kubectl, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
};

/** Several at once, and only when pods can be created in them. */
export const makeNamespaces = async (kubectl: Kubectl, names: readonly string[]): Promise<void> => {
  await kubectl(['delete', 'namespace', ...names, '--ignore-not-found', '--wait']);
  await applyObjects(kubectl, names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  for (const name of names) await kubectl(['wait', '--for=create', '--timeout=20s', '-n', name, 'serviceaccount/default']);
};

export const removeNamespace = async (kubectl: Kubectl, name: string): Promise<void> => {
  await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait=false']);
};

export const applyObject = async (kubectl: Kubectl, object: object): Promise<void> => {
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify(object) });
};

export const applyObjects = (kubectl: Kubectl, items: readonly object[]): Promise<void> => applyObject(kubectl, { apiVersion: 'v1', kind: 'List', items });

/** Isolates all pods of a namespace in both directions. */
export const denyAll = (namespace: string): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny-all', namespace },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
});
