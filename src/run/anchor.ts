/** The run's own namespaces, its Leases, its Services, the canary's policies: what all its pods hang on. */
import { canaryPolicyNames, createCanaryPolicies, createCanaryService } from '../cluster/canary.ts';
import { createControlService, deleteService } from '../cluster/control-namespace.ts';
import { createLease, deleteLease, findLease } from '../cluster/leases.ts';
import type { LeaseRef } from '../cluster/leases.ts';
import { deletePolicy } from '../cluster/world.ts';
import type { Plan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named, Selecting } from '../model/snapshot.ts';
import { forEachBounded } from './bounded.ts';
import type { RunContext } from './context.ts';
import { creationOf } from './creation.ts';
import type { Creation } from './creation.ts';
import { startHeart } from './heart.ts';
import { namespaceCreation } from './namespace-creation.ts';
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
  for (const name of own) {
    const namespace = namespaceCreation(api, { name, run: plan.run, heart: plan.controlNamespace });
    teardown.add(`namespace ${name}`, namespace.unmake);
    await namespace.make();
  }
  const leaseOf = (namespace: string): Creation<LeaseRef> =>
    creationOf({ create: () => createLease(api, namespace, plan.run, plan.controlNamespace), find: () => findLease(api, namespace, plan.run), remove: (lease) => (ends(lease) ? Promise.resolve() : deleteLease(api, lease)) });
  const heartLease = leaseOf(plan.controlNamespace);
  teardown.add(`the run's lease in ${plan.controlNamespace}`, heartLease.unmake);
  const heart = await heartLease.make();
  const beat = startHeart(context, heart);
  teardown.add('the heart', () => Promise.resolve(beat.stop()));
  const guestNamespaces = [...new Set(plan.pods.map(({ namespace }) => namespace))].filter((namespace) => namespace !== plan.controlNamespace);
  const leases = new Map([[heart.namespace, heart]]);
  const guestLeases = guestNamespaces.map((namespace) => ({ namespace, lease: leaseOf(namespace) }));
  teardown.add('the guests\' leases', () => removeAll(guestLeases, ({ lease }) => lease.unmake()));
  const results = await Promise.allSettled(guestLeases.map(async ({ namespace, lease }) => void leases.set(namespace, await lease.make())));
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
