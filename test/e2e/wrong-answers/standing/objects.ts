import { guard, serverPod, service, webPod } from '../objects.ts';

const namespace = 'wa-standing';
const guarded = 'yes';

export const standingObjects: readonly object[] = [
  guard(namespace),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'captivity', namespace },
    spec: { podSelector: { matchLabels: { app: 'captive' } }, policyTypes: ['Egress'] },
  },
  service(namespace, 'shop'),
  webPod({ namespace, name: 'web', labels: { app: 'web' }, node: 'node1' }),
  webPod({ namespace, name: 'lossy', labels: { app: 'lossy', guarded }, node: 'node1' }),
  webPod({ namespace, name: 'slamming', labels: { app: 'slamming' }, node: 'node2' }),
  webPod({ namespace, name: 'fresh', labels: { app: 'fresh', guarded }, node: 'node2' }),
  webPod({ namespace, name: 'shop-1', labels: { app: 'shop', guarded }, node: 'node1' }),
  webPod({ namespace, name: 'shop-2', labels: { app: 'shop', guarded }, node: 'node2' }),
  webPod({ namespace, name: 'shop-3', labels: { app: 'shop' }, node: 'node1' }),
  serverPod('silent-udp', { namespace, name: 'mute', labels: { app: 'mute' }, node: 'node2' }),
  serverPod('resetting', { namespace, name: 'resetting', labels: { app: 'resetting' }, node: 'node1' }),
];
