/** A coordinator that is a pod, as a Job would make it. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { localImage } from '../support/netproof.ts';
import { applyObjects, makeNamespaces } from '../support/namespace.ts';
import type { Stage } from '../support/stage.ts';

const namespace = 'coordinator';
const name = 'netproof';

export interface CoordinatorPod {
  /** Waits until it has said this. */
  readonly said: (text: string) => Promise<void>;
  /** Waits until it has ended: an eviction takes as long as the pod, up to its grace period. */
  readonly evict: () => Promise<void>;
}

/** @param node on which it runs; @param matrix path of a matrix that keeps it busy for long */
export const startCoordinator = async ({ kubectl }: Pick<Stage, 'kubectl'>, node: string, matrix: string): Promise<CoordinatorPod> => {
  await makeNamespaces(kubectl, [namespace]);
  await applyObjects(kubectl, [
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'e2e-coordinator' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ kind: 'ServiceAccount', namespace, name: 'default' }] },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'matrix', namespace }, data: { 'matrix.yaml': readFileSync(matrix, 'utf8') } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace },
      spec: {
        nodeName: node,
        restartPolicy: 'Never',
        containers: [{ name, image: localImage[1], imagePullPolicy: 'Never', args: ['/netproof/netproof.cjs', 'run', '-f', '/matrix/matrix.yaml', '--no-canary', '--hold', '60s', ...localImage], volumeMounts: [{ name: 'matrix', mountPath: '/matrix' }] }],
        volumes: [{ name: 'matrix', configMap: { name: 'matrix' } }],
      },
    },
  ]);
  const log = (): Promise<string> => kubectl(['logs', name, '-n', namespace]).catch(() => '');
  return {
    said: async (text) => {
      for (const until = Date.now() + 90_000; !(await log()).includes(text); await sleep(300)) if (Date.now() > until) throw new Error(`the coordinator has not said "${text}":\n${await log()}`);
    },
    evict: async () => {
      await kubectl(['create', '--raw', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, '-f', '-'], { input: JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } }) });
      await kubectl(['wait', '--for=delete', '--timeout=60s', '-n', namespace, `pod/${name}`]);
    },
  };
};

export const removeCoordinator = async ({ kubectl }: Pick<Stage, 'kubectl'>): Promise<void> => {
  await kubectl(['delete', 'clusterrolebinding', 'e2e-coordinator', '--ignore-not-found']);
  await kubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
};
