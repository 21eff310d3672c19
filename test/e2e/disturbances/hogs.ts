/** Pods that are scheduled, which is all that they are for: they take the CPU of a node, and never run. */
import { waitFor } from '../../cluster/shell/wait.ts';
import type { Kubectl } from '../support/kubectl.ts';
import { applyObject, applyObjects } from '../support/namespace.ts';
import type { Fault, Undo } from '../wrong-answers/faults/fault.ts';

const namespace = 'default';

/** A probe asks for 10m, and so none fits in beside it. */
const leftMillicores = 5;

interface Node {
  readonly status: { readonly allocatable: { readonly cpu: string } };
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly deletionTimestamp?: string };
    readonly spec: { readonly containers: readonly { readonly resources?: { readonly requests?: { readonly cpu?: string } } }[] };
    readonly status: { readonly phase?: string };
  }[];
}

/** Takes all the CPU of a node that nobody asks for, or probes only. */
const hogOf = async (kubectl: Kubectl, name: string, node: string, more: object): Promise<object> => {
  const [{ status }, { items }] = await Promise.all([
    kubectl.json<Node>(['get', 'node', node]),
    kubectl.json<PodList>(['get', 'pods', '-A', '-l', '!netproof.dev/probe', '--field-selector', `spec.nodeName=${node},status.phase!=Succeeded,status.phase!=Failed`]),
  ]);
  // CoreDNS among them, which gives way to nobody: who asks for its share as well is never scheduled.
  const staying = items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const taken = staying.flatMap(({ spec }) => spec.containers.map(({ resources }) => millicoresOf(resources?.requests?.cpu ?? '0')));
  const free = taken.reduce((rest, one) => rest - one, millicoresOf(status.allocatable.cpu));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      ...more,
      nodeSelector: { 'kubernetes.io/hostname': node },
      automountServiceAccountToken: false,
      containers: [{ name: 'main', image: 'localhost/none:none', imagePullPolicy: 'Never', resources: { requests: { cpu: `${free - leftMillicores}m` } } }],
    },
  };
};

const millicoresOf = (cpu: string): number => (cpu.endsWith('m') ? Number(cpu.slice(0, -1)) : Number(cpu) * 1000);

const removeHogs = async (kubectl: Kubectl, names: readonly string[]): Promise<void> => {
  await kubectl(['delete', 'pod', ...names, '-n', namespace, '--ignore-not-found', '--force', '--grace-period=0']);
};

/** Nobody else finds room on these nodes. */
export const filled =
  (...nodes: readonly string[]): Fault =>
  async ({ kubectl }) => {
    const names = nodes.map((node) => `hog-${node}`);
    const undo: Undo = () => removeHogs(kubectl, names);
    try {
      await applyObjects(kubectl, await Promise.all(nodes.map((node) => hogOf(kubectl, `hog-${node}`, node, {}))));
      // The kubelet has its say as well: only what it lacks an image for has it let in.
      for (const name of names) await waitFor(`${name} to be let in`, async () => (await kubectl(['get', 'pod', name, '-n', namespace, '-o', 'jsonpath={.status.containerStatuses[0].state.waiting.reason}'])) === 'ErrImageNeverPull', { timeoutMs: 60_000, everyMs: 300 });
    } catch (error) {
      await undo();
      throw error;
    }
    return undo;
  };

const first = 'comes-first';

/** A pod that comes before all others asks for so much of a node that every probe there must give way. */
export const preempted =
  (node: string): Fault =>
  async ({ kubectl }) => {
    const hog = await hogOf(kubectl, first, node, { priorityClassName: first });
    await applyObject(kubectl, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: first }, value: 1_000_000 });
    await applyObject(kubectl, hog);
    return async () => {
      await removeHogs(kubectl, [first]);
      await kubectl(['delete', 'priorityclass', first, '--ignore-not-found']);
    };
  };
