/** The run's own namespace, its Leases, its control Service: what all its pods hang on. */
import { createControlNamespace, createControlService, deleteControlService, deleteNamespace } from '../cluster/control-namespace.ts';
import { createLease, deleteLease } from '../cluster/leases.ts';
import type { LeaseRef } from '../cluster/leases.ts';
import { deleteAllPods } from '../cluster/pods.ts';
import type { Plan } from '../model/plan.ts';
import type { RunContext } from './context.ts';
import { startHeart } from './heart.ts';
import { removeAll } from './teardown.ts';
import type { Teardown } from './teardown.ts';

export interface Anchor {
  readonly leaseIn: (namespace: string) => LeaseRef;
  readonly controlServiceIps: readonly string[];
}

export const anchorRun = async (context: RunContext, plan: Plan, teardown: Teardown): Promise<Anchor> => {
  const { api, request } = context;
  const own = request.controlNamespace === undefined;
  if (own) {
    const namespace = await createControlNamespace(api, plan.controlNamespace, plan.run);
    teardown.add(`namespace ${namespace.name}`, async () => {
      // The namespace itself takes seconds to end; its pods need not run that long. If they cannot be removed now,
      // they go with it.
      await deleteAllPods(api, namespace.name).catch(() => undefined);
      await deleteNamespace(api, namespace);
    });
  }
  const heart = await createLease(api, plan.controlNamespace, plan.run, plan.controlNamespace);
  const beat = startHeart(context, heart);
  teardown.add(`lease ${heart.namespace}/${heart.name}`, async () => {
    beat.stop();
    if (!own) await deleteLease(api, heart);
  });
  const guestNamespaces = [...new Set(plan.pods.map(({ namespace }) => namespace))].filter((namespace) => namespace !== plan.controlNamespace);
  const leases = new Map([[heart.namespace, heart]]);
  teardown.add('the guests\' leases', () => removeAll([...leases.values()].filter((lease) => lease !== heart), (lease) => deleteLease(api, lease)));
  const results = await Promise.allSettled(
    guestNamespaces.map(async (namespace) => void leases.set(namespace, await createLease(api, namespace, plan.run, plan.controlNamespace))),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;

  let controlServiceIps: readonly string[] = [];
  if (plan.cells.some(({ cell }) => cell.path === 'cluster-ip')) {
    const service = { namespace: plan.controlNamespace, name: `netproof-${plan.run}` };
    controlServiceIps = await createControlService(api, service, plan.run, heart);
    if (!own) teardown.add(`Service ${service.namespace}/${service.name}`, () => deleteControlService(api, service));
  }
  return {
    controlServiceIps,
    leaseIn: (namespace) => {
      const lease = leases.get(namespace);
      if (lease === undefined) throw new RangeError(`Cannot anchor a pod: namespace "${namespace}" has no lease of this run`);
      return lease;
    },
  };
};
