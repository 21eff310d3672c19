/** Writes a made-up cluster into a real API server, as fast as that takes it. */
import { loadYaml, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { V1NetworkPolicy } from '@kubernetes/client-node';
import { connect } from '../../../src/cluster/connection.ts';
import { forEachBounded } from '../../../src/run/bounded.ts';
import type { World } from '../../../src/world/world.ts';
import { namespaceObject, nodeName, nodeObject, nodeStatus, podName, podObject, podStatus, policyObject } from './objects.ts';

/** Of what is there already, so many: the rest is written. */
export interface Written {
  readonly nodes: number;
  readonly pods: number;
  readonly policies: number;
  readonly namespaces: number;
}

const atOnce = 50;
const asMerge = () => setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

export const writeWorld = async (kubeconfig: string, world: World, from: Written, to: Written): Promise<void> => {
  const { core, networking } = connect({ kubeconfig, pace: { perSecond: 5000, burst: 1000 } });
  const exists = new Set((await core.listNamespace()).items.map(({ metadata }) => metadata?.name));
  await forEachBounded(world.namespaces.filter(({ name }) => !exists.has(name)), atOnce, async ({ name, labels }) => void (await core.createNamespace({ body: namespaceObject(name, labels) })));
  await forEachBounded(range(from.nodes, to.nodes), atOnce, async (index) => {
    const name = nodeName(index);
    await core.createNode({ body: nodeObject(index) });
    await core.patchNodeStatus({ name, body: nodeStatus(index) }, asMerge());
    // Every node begins with taints, which a controller that looks for its kubelet would take away.
    await core.patchNode({ name, body: { spec: { taints: null } } }, asMerge());
  });
  await forEachBounded(world.namespaces, atOnce, async ({ name }) => {
    for (const until = Date.now() + 60_000; ; ) {
      const { items } = await core.listNamespacedServiceAccount({ namespace: name });
      if (items.length > 0) return;
      if (Date.now() > until) throw new Error(`namespace ${name} has no service account`);
    }
  });
  await forEachBounded(range(from.policies, to.policies), atOnce, async (index) => {
    const policy = world.policies[index];
    // The client has names of its own for some fields, and reads them off the kind.
    if (policy !== undefined) await networking.createNamespacedNetworkPolicy({ namespace: policy.namespace, body: loadYaml<V1NetworkPolicy>(JSON.stringify(policyObject(policy))) });
  });
  await forEachBounded(range(from.pods, to.pods), atOnce, async (index) => {
    const pod = world.pods[index];
    if (pod === undefined) return;
    const { namespace, called } = pod;
    await core.createNamespacedPod({ namespace, body: podObject(pod, index, to.nodes) });
    await core.patchNamespacedPodStatus({ namespace, name: podName(called, index), body: podStatus(pod) }, asMerge());
  });
};
