import { applyObjects } from '../support/namespace.ts';
import type { Fault } from '../wrong-answers/faults/fault.ts';

const name = 'chaos-first';

/** A pod that comes before all others asks for nearly all of a node, so that every other pod there must give way. */
export const preempted =
  (node: string): Fault =>
  async ({ kubectl }) => {
    const { status } = await kubectl.json<{ readonly status: { readonly allocatable: { readonly cpu: string } } }>(['get', 'node', node]);
    const millicores = status.allocatable.cpu.endsWith('m') ? Number.parseInt(status.allocatable.cpu, 10) : Number(status.allocatable.cpu) * 1000;
    await applyObjects(kubectl, [
      { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value: 1_000_000 },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'default' },
        spec: {
          priorityClassName: name,
          nodeSelector: { 'kubernetes.io/hostname': node },
          automountServiceAccountToken: false,
          // It is scheduled, which is all that it is for.
          containers: [{ name: 'main', image: 'localhost/none:none', imagePullPolicy: 'Never', resources: { requests: { cpu: `${millicores - 5}m` } } }],
        },
      },
    ]);
    return async () => {
      await kubectl(['delete', 'pod', name, '-n', 'default', '--ignore-not-found', '--force', '--grace-period=0']);
      await kubectl(['delete', 'priorityclass', name, '--ignore-not-found']);
    };
  };
