/** The run's own namespaces, its Leases, its Services, the canary's policies: what all its pods hang on. */
import { canaryPolicyNames, createCanaryPolicies, createCanaryService } from '../cluster/canary.ts';
import { createControlService, createOwnNamespace, deleteNamespace, deleteService } from '../cluster/control-namespace.ts';
import { createLease, deleteLease } from '../cluster/leases.ts';
import type { LeaseRef } from '../cluster/leases.ts';
import { deleteAllPods } from '../cluster/pods.ts';
import { deletePolicy } from '../cluster/world.ts';
import type { Plan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named, Selecting } from '../model/snapshot.ts';
import { forEachBounded } from './bounded.ts';
import type { RunContext } from './context.ts';
import { startHeart } from './heart.ts';
import { ownNamespaces } from './own-namespaces.ts';
import { createConcurrency } from './settings.ts';
import { removeAll } from './teardown.ts';
import type { Teardown } from './teardown.ts';

export interface Anchor {
  readonly leaseIn: (namespace: string) => LeaseRef;
  readonly controlServiceIps: readonly string[];
  /** Of a Service of the canary. */
  readonly canaryServiceIps: (service: Named) => readonly string[];
  /** As they were created: they must be the same at the end. */
  readonly canaryPolicies: readonly Selecting[];
}

export const anchorRun = async (context: RunContext, plan: Plan, teardown: Teardown): Promise<Anchor> => {
  const { api, request } = context;
  const own = ownNamespaces(plan, request);
  const ends = ({ namespace }: Pick<Named, 'namespace'>): boolean => own.has(namespace);
  for (const name of own) await makeNamespace(context, name, plan, teardown);
  const heart = await createLease(api, plan.controlNamespace, plan.run, plan.controlNamespace);
  const beat = startHeart(context, heart);
  teardown.add(`lease ${heart.namespace}/${heart.name}`, async () => {
    beat.stop();
    if (!ends(heart)) await deleteLease(api, heart);
  });
  const guestNamespaces = [...new Set(plan.pods.map(({ namespace }) => namespace))].filter((namespace) => namespace !== plan.controlNamespace);
  const leases = new Map([[heart.namespace, heart]]);
  teardown.add('the guests\' leases', () => removeAll([...leases.values()].filter((lease) => lease !== heart && !ends(lease)), (lease) => deleteLease(api, lease)));
  const results = await Promise.allSettled(
    guestNamespaces.map(async (namespace) => void leases.set(namespace, await createLease(api, namespace, plan.run, plan.controlNamespace))),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  const leaseIn = (namespace: string): LeaseRef => {
    const lease = leases.get(namespace);
    if (lease === undefined) throw new RangeError(`Cannot anchor an object: namespace "${namespace}" has no lease of this run`);
    return lease;
  };
  // Before any pod, so that a pod that is open at first is seen to be.
  let canaryPolicies: readonly Selecting[] = [];
  if (plan.canary !== undefined) {
    const { namespace } = plan.canary;
    const peers = { namespace, controlNamespace: plan.controlNamespace };
    if (!ends({ namespace })) teardown.add('the canary\'s NetworkPolicies', () => removeAll(canaryPolicyNames(namespace, plan.run), (policy) => deletePolicy(api, policy)));
    canaryPolicies = await createCanaryPolicies(api, peers, plan.run, leaseIn(namespace));
  }

  let controlServiceIps: readonly string[] = [];
  if (plan.cells.some(({ cell }) => cell.path === 'cluster-ip')) {
    const service = { namespace: plan.controlNamespace, name: `netproof-${plan.run}` };
    controlServiceIps = await createControlService(api, service, plan.run, heart);
    if (!ends(service)) teardown.add(`Service ${keyOf(service)}`, () => deleteService(api, service));
  }
  const canaryIps = new Map<string, readonly string[]>();
  await forEachBounded(plan.canary?.services ?? [], createConcurrency, async (service) => {
    canaryIps.set(keyOf(service), await createCanaryService(api, service, leaseIn(service.namespace)));
    if (!ends(service)) teardown.add(`Service ${keyOf(service)}`, () => deleteService(api, service));
  });
  return { leaseIn, controlServiceIps, canaryPolicies, canaryServiceIps: (service) => canaryIps.get(keyOf(service)) ?? [] };
};

const makeNamespace = async ({ api }: RunContext, name: string, plan: Plan, teardown: Teardown): Promise<void> => {
  const namespace = await createOwnNamespace(api, name, plan.run, plan.controlNamespace);
  teardown.add(`namespace ${name}`, async () => {
    // The namespace itself takes seconds to end; its pods need not run that long. If they cannot be removed now,
    // they go with it.
    await deleteAllPods(api, name).catch(() => undefined);
    await deleteNamespace(api, namespace);
  });
};
