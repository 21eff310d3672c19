/** What the samples in `manifests/` are about: a web server and a Redis that only it may reach. */
import type { Kubectl } from '../support/kubectl.ts';
import { applyObjects, makeNamespaces } from '../support/namespace.ts';
import { httpPodSpec } from '../support/workload.ts';

export const redisFromWeb = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'redis-from-web', namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: 'redis' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 6379 }] }] },
};

/** Who may not list nodes knows those on which somebody lives. */
const workload = (app: string, nodeName: string): object => ({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: app, labels: { app } }, spec: { ...httpPodSpec, nodeName } });

/** Makes it anew, and waits until it runs. */
export const deployShop = async (kubectl: Kubectl): Promise<void> => {
  await makeNamespaces(kubectl, ['shop']);
  await applyObjects(kubectl, [redisFromWeb, workload('web', 'node1'), workload('redis', 'node2')]);
  await kubectl(['wait', '--for=condition=Ready', '--timeout=60s', '-n', 'shop', 'pod', '--all']);
};
