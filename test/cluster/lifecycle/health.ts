import type { Host } from '../host/component.ts';
import { componentPid } from '../host/component.ts';
import type { ComponentName } from '../options.ts';
import { ClusterError } from '../shell/failure.ts';
import { waitFor } from '../shell/wait.ts';
import { logPath } from '../state/paths.ts';
import type { Api } from './api.ts';
import { enforcers, type BootPlan } from './plan.ts';
import type { Hosts } from './hosts.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
}

interface WithConditions {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

function holds(object: WithConditions, type: string): boolean {
  return object.status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
}

/** The names of the nodes that are ready. */
export async function readyNodes(api: Api): Promise<string[]> {
  const list = (await api.get('/api/v1/nodes')) as { items: WithConditions[] };
  return list.items.filter((node) => holds(node, 'Ready')).map((node) => node.metadata.name);
}

export async function apiserverReady(api: Api, controlPlane: Host): Promise<void> {
  await whileRunning(controlPlane, 'kube-apiserver', async () => (await api.get('/readyz')) === 'ok');
}

export async function nodesReady(api: Api, count: number): Promise<void> {
  await waitFor(`${count} ready nodes`, async () => (await readyNodes(api)).length === count, { timeoutMs: 90_000 });
}

/** Every pod of CoreDNS is there, and new pods get their service account. */
export async function namesResolve(api: Api, replicas: number): Promise<void> {
  const path = '/apis/apps/v1/namespaces/kube-system/deployments/coredns';
  const ask = async () => {
    const { status } = (await api.get(path)) as { status?: { availableReplicas?: number } };
    return status?.availableReplicas === replicas;
  };
  await waitFor('CoreDNS', ask, { timeoutMs: 90_000 });
  await waitFor('the default service account', () => api.get('/api/v1/namespaces/default/serviceaccounts/default'), {
    timeoutMs: 30_000,
  });
}

/** A CNI whose agent died still wires pods and nodes still get ready: nothing but asking the agent shows it. */
export async function policiesEnforced(plan: BootPlan, hosts: Hosts): Promise<void> {
  await Promise.all(
    enforcers(plan).map(({ node, agent }) => {
      const host = hosts(node.name);
      return whileRunning(host, agent.name, () => plan.cni.isEnforcing(host));
    }),
  );
}

/** Waits for a program to be ready, and gives up at once when it ends. */
async function whileRunning(host: Host, name: ComponentName, ask: () => Promise<boolean>): Promise<void> {
  const hint = () => `see ${logPath(host.paths, host.name, name)}`;
  let misses = 0;
  const askRunning = async () => {
    // The parent is there a moment before its child.
    misses = (await componentPid(host, name)) === undefined ? misses + 1 : 0;
    return misses > 3 ? 'dead' : (await ask()) ? 'ready' : undefined;
  };
  const end = await waitFor(`${name} on ${host.name}`, askRunning, { timeoutMs: 90_000, everyMs: 60, hint });
  if (end === 'dead') throw new ClusterError(`${name} on ${host.name} ended: ${hint()}`);
}
