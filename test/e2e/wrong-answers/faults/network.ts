/** What is done to packets, in the namespaces of a node or of a pod. */
import { join } from 'node:path';
import { waitFor } from '../../../cluster/shell/wait.ts';
import type { ClusterNode } from '../../../cluster/index.ts';
import { runningPod } from '../../support/pods.ts';
import type { Fault, Undo } from './fault.ts';

/** Inserts a rule at the top of its chain. */
const insertRule = async (node: ClusterNode, table: string, chain: string, rule: readonly string[], within: readonly string[] = []): Promise<Undo> => {
  const iptables = [...within, 'iptables', '-w', '-t', table];
  await node.exec([...iptables, '-I', chain, ...rule]);
  return () => node.tryExec([...iptables, '-D', chain, ...rule]);
};

/** Of the packets from and to a pod, this share is lost on its veth, on the node's side. */
export const lossy =
  (namespace: string, selector: string, share: number): Fault =>
  async ({ cluster, kubectl }) => {
    const pod = await runningPod(kubectl, namespace, selector);
    const node = cluster.node(pod.node);
    const [, device = ''] = / dev (\S+)/.exec(await node.exec(['ip', 'route', 'get', pod.ip])) ?? [];
    const drop = ['-m', 'statistic', '--mode', 'random', '--probability', String(share), '-j', 'DROP'];
    await insertRule(node, 'raw', 'PREROUTING', ['-i', device, ...drop]);
    // The veth goes with the pod; the rules that name it would stay.
    await insertRule(node, 'mangle', 'POSTROUTING', ['-o', device, ...drop]);
    return async () => {
      await node.tryExec(['iptables', '-w', '-t', 'raw', '-D', 'PREROUTING', '-i', device, ...drop]);
      await node.tryExec(['iptables', '-w', '-t', 'mangle', '-D', 'POSTROUTING', '-o', device, ...drop]);
    };
  };

/**
 * A pod's kernel answers SYN with SYN-ACK, and whatever follows with RST; not towards its node, whose kubelet knocks
 * from the node's own address or from the first of its pod range.
 */
export const slamming =
  (namespace: string, selector: string, port: number): Fault =>
  async ({ cluster, kubectl }) => {
    const pod = await runningPod(kubectl, namespace, selector);
    const node = cluster.node(pod.node);
    const tasks = await node.exec(['ctr', '-n', 'k8s.io', 'task', 'ls']);
    const pid = tasks.split('\n').find((line) => line.startsWith(pod.container))?.split(/\s+/)[1];
    if (pid === undefined) throw new Error(`No process of ${pod.name} on ${pod.node}`);
    const within = ['nsenter', `--net=/proc/${pid}/ns/net`];
    const established = ['-p', 'tcp', '--dport', String(port), '-m', 'conntrack', '--ctstate', 'ESTABLISHED'];
    await insertRule(node, 'filter', 'INPUT', [...established, '-j', 'REJECT', '--reject-with', 'tcp-reset'], within);
    for (const knocking of [node.ip, node.podCidrs.v4.replace('.0/24', '.1')]) await insertRule(node, 'filter', 'INPUT', ['-s', knocking, '-j', 'ACCEPT'], within);
  };

/** Whatever TCP the pods of a node send goes to a listener on the node, which accepts and says nothing. IPv4 only. */
export const intercepting =
  (name: string): Fault =>
  async ({ cluster }) => {
    const node = cluster.node(name);
    const port = 15_001;
    const listener = [process.execPath, join(import.meta.dirname, '../servers/accepting.ts'), String(port)];
    const pid = (await node.exec(['sh', '-c', 'setsid "$@" >/dev/null 2>&1 </dev/null & echo $!', 'sh', ...listener])).trim();
    await waitFor(`the listener on ${name}`, async () => (await node.exec(['ss', '-ltnH', `sport = :${port}`])) !== '', { timeoutMs: 10_000 });
    const undo = await insertRule(node, 'nat', 'PREROUTING', ['-s', node.podCidrs.v4, '-p', 'tcp', '-j', 'DNAT', '--to-destination', `${node.ip}:${port}`]);
    return async () => {
      await undo();
      await node.tryExec(['kill', pid]);
    };
  };
