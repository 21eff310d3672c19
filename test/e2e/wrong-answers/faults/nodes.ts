/** What is done to a whole node: to its programs, its routes, its standing in the cluster. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterHost, ComponentName } from '../../../cluster/index.ts';
import type { Fault } from './fault.ts';

export const killed =
  (component: ComponentName, node: string): Fault =>
  async ({ cluster }) => {
    await cluster.node(node).kill(component);
    return () => cluster.node(node).start(component);
  };

/** Kills a program, and starts it again after so long, ms: what runs then is another process than what ran before. */
export const restart = async (host: ClusterHost, component: ComponentName, afterMs: number): Promise<void> => {
  const before = await host.pid(component);
  await host.kill(component);
  await sleep(afterMs);
  await host.start(component);
  const after = await host.pid(component);
  if (before === undefined || after === undefined || after === before) throw new Error(`${component} on ${host.name} was not restarted: its process was ${before ?? 'none'}, and is ${after ?? 'none'}`);
};

/** Killed, and started again a second later. */
export const interrupted =
  (component: ComponentName, node: string): Fault =>
  ({ cluster }) =>
    restart(cluster.node(node), component, 1000);

/** `node` has no way to the pods of `other`, and so no way back either. IPv4 only. */
export const withoutRoute =
  (node: string, other: string): Fault =>
  async ({ cluster }) => {
    const { podCidrs, ip } = cluster.node(other);
    await cluster.node(node).exec(['ip', 'route', 'replace', 'blackhole', podCidrs.v4]);
    return async () => {
      await cluster.node(node).exec(['ip', 'route', 'replace', podCidrs.v4, 'via', ip]);
      await cluster.node(node).tryExec(['ip', 'route', 'del', 'blackhole', podCidrs.v4]);
    };
  };

export const cordoned =
  (node: string): Fault =>
  async ({ kubectl }) => {
    await kubectl(['cordon', node]);
    return () => kubectl(['uncordon', node]);
  };

export const uncordoned =
  (node: string): Fault =>
  async ({ kubectl }) => {
    await kubectl(['uncordon', node]);
  };

/** The cluster has noticed that a node's kubelet is dead; undone only when the node is ready again. */
export const givenUp =
  (node: string): Fault =>
  async ({ kubectl, cluster }) => {
    await kubectl(['wait', '--for=condition=Ready=Unknown', '--timeout=90s', `node/${node}`]);
    return async () => {
      await cluster.node(node).start('kubelet');
      await kubectl(['wait', '--for=condition=Ready', '--timeout=90s', `node/${node}`]);
    };
  };
