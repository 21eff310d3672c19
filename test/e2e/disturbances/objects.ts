/** What is made or unmade by way of the API, in the namespace of the matrix, and what shows that it took effect. */
import { expect } from 'chai';
import { waitFor } from '../../cluster/shell/wait.ts';
import { applyObject } from '../support/namespace.ts';
import type { Fault } from '../wrong-answers/faults/fault.ts';
import type { Happened } from './disturbance.ts';

/** Of the matrix that `test/chaos/truth.ts` writes. */
const namespace = 'chaos';

/** It goes with its namespace, which each row has anew. */
const applied =
  (kind: string, name: string, spec: object): Fault =>
  ({ kubectl }) =>
    applyObject(kubectl, { apiVersion: 'v1', kind, metadata: { name, namespace }, spec });

export const quota = (name: string, hard: Readonly<Record<string, string>>): readonly Fault[] => [
  applied('ResourceQuota', name, { hard }),
  // Until its controller has counted, whatever it limits is refused for that reason.
  async ({ kubectl }) => {
    await waitFor(`the quota ${name} to be counted`, async () => (await kubectl(['get', 'resourcequota', name, '-n', namespace, '-o', 'jsonpath={.status.hard}'])) !== '', { timeoutMs: 30_000, everyMs: 300 });
  },
];

export const limitRange = (name: string, limits: object): Fault => applied('LimitRange', name, { limits: [{ type: 'Container', ...limits }] });

/** A pod that asks for nothing would be given this. */
export const wouldRequest =
  (cpu: string): Happened =>
  async ({ kubectl }) => {
    const { spec } = await kubectl.json<{ readonly spec: { readonly containers: readonly { readonly resources?: { readonly requests?: object } }[] } }>(['run', 'asks-for-nothing', '-n', namespace, '--image=localhost/none:none', '--dry-run=server']);
    expect(spec.containers[0]?.resources?.requests).to.include({ cpu });
  };

export const namespaceDeleted: Fault = async ({ kubectl }) => {
  await kubectl(['delete', 'namespace', namespace, '--wait=false']);
};

/** The scheduler says so of each pod that it has deleted for the sake of another. */
export const gaveWay: Happened = async ({ kubectl }) => {
  await waitFor('an event that a pod of the run was preempted', async () => (await kubectl(['get', 'events', '-n', namespace, '--field-selector', 'reason=Preempted', '-o', 'name'])) !== '', { timeoutMs: 10_000, everyMs: 300 });
};
