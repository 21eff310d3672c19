import { guard, webDeployment, webPod } from '../objects.ts';

const namespace = 'wa-changing';
const placed = (app: string) => ({ namespace, name: app, labels: { app, guarded: 'yes' }, node: 'node1' });

export const replacedPod = webPod(placed('replaced'));

export const midRunObjects: readonly object[] = [
  ...['wa-watching', namespace, 'wa-edited'].map(guard),
  webPod(placed('deleted')),
  replacedPod,
  webDeployment(placed('redeployed')),
  webPod(placed('relabelled')),
];

/** The guard with one more rule: it lets in from a port that nobody uses. */
export const editedGuard = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'guard', namespace: 'wa-edited' },
  spec: { podSelector: { matchLabels: { guarded: 'yes' } }, policyTypes: ['Ingress'], ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'friend' } } }] }, { ports: [{ port: 9999 }] }] },
};
