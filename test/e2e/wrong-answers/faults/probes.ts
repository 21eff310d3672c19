/** What is done to pods of netproof's own, while they work. */
import { probeOf } from '../../support/pods.ts';
import type { Fault } from './fault.ts';

/** A signal to the process of the guest that wears this label, as soon as it runs. */
export const signalled =
  (namespace: string, app: string, signal: 'SIGKILL' | 'SIGSTOP'): Fault =>
  async ({ cluster, kubectl }) => {
    const pod = await probeOf(kubectl, namespace, app);
    await cluster.node(pod.node).exec(['ctr', '-n', 'k8s.io', 'task', 'kill', '-s', signal, pod.container]);
  };

export const evicted =
  (namespace: string, app: string): Fault =>
  async ({ kubectl }) => {
    const { name } = await probeOf(kubectl, namespace, app);
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
    await kubectl(['create', '--raw', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, '-f', '-'], { input: JSON.stringify(eviction) });
  };

/** The container's log file is cut to two thirds, which is the middle of some line. */
export const truncated =
  (namespace: string, app: string): Fault =>
  async ({ cluster, kubectl }) => {
    const pod = await probeOf(kubectl, namespace, app);
    const folder = `/var/log/pods/${pod.namespace}_${pod.name}_${pod.uid}`;
    await cluster.node(pod.node).exec(['sh', '-c', `for log in ${folder}/*/0.log; do truncate -s $(( $(stat -c %s $log) * 2 / 3 )) $log; done`]);
  };
