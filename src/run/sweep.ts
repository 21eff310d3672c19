/**
 * What runs that died left behind. A run is dead when its heart, the one Lease that it renews, stood still for the
 * Lease's duration on our own clock: no clock but ours is trusted.
 */
import type { Connection } from '../cluster/connection.ts';
import { deleteNamespace } from '../cluster/control-namespace.ts';
import type { NamespaceRef } from '../cluster/control-namespace.ts';
import { deleteLease, leaseDurationMs, listLeases } from '../cluster/leases.ts';
import type { SeenLease } from '../cluster/leases.ts';
import { deletePod, listProbePods } from '../cluster/pods.ts';
import { runAnnotation } from '../cluster/identity.ts';
import { readNamespaces } from '../cluster/read/snapshot.ts';
import type { NamespaceState } from '../model/snapshot.ts';

/** What was there at one moment, besides our own. */
export interface Sighting {
  readonly atMs: number;
  readonly leases: readonly SeenLease[];
  readonly namespaces: readonly (NamespaceRef & { readonly run: string })[];
  /** Whether a Lease that is not here is certainly gone, or may only be out of our sight. */
  readonly sees: (namespace: string) => boolean;
}

export interface LookOptions {
  /** Where to look, if not everywhere is allowed. */
  readonly namespaces: readonly string[];
  readonly now: () => number;
  /** Left out of what is seen. */
  readonly ownRun?: string;
}

/** @param known the cluster's namespaces, where somebody has just read them */
export const look = async (api: Connection, { namespaces, now, ownRun }: LookOptions, known?: readonly NamespaceState[]): Promise<Sighting> => {
  const [{ leases, everywhere }, states] = await Promise.all([listLeases(api, namespaces), known ?? readNamespaces(api, namespaces)]);
  // What is in a namespace that is ending goes with it.
  const ending = new Set(states.filter(({ terminating }) => terminating).map(({ name }) => name));
  return {
    atMs: now(),
    leases: leases.filter(({ run, namespace }) => run !== ownRun && !ending.has(namespace)),
    namespaces: states.flatMap(({ name, uid, run, terminating }) => (run === undefined || run === ownRun || terminating ? [] : [{ name, uid, run }])),
    sees: (namespace) => everywhere || namespaces.includes(namespace),
  };
};

export const isEmpty = ({ leases, namespaces }: Sighting): boolean => leases.length === 0 && namespaces.length === 0;

export interface Dead {
  readonly leases: readonly SeenLease[];
  readonly namespaces: readonly NamespaceRef[];
}

/**
 * Compares two sightings. Pure.
 *
 * @returns what belongs to runs whose heart we saw standing still, or whose heart is certainly gone; what we may not
 * see is taken for alive
 */
export const findDead = (before: Sighting, after: Sighting): Dead => {
  if (after.atMs - before.atMs < leaseDurationMs) return { leases: [], namespaces: [] };
  const hearts = new Map(after.leases.filter(({ namespace, heart }) => namespace === heart).map((lease) => [lease.run, lease]));
  const isDead = (run: string, heart: string | undefined): boolean => {
    const lease = hearts.get(run);
    if (lease === undefined) return heart === undefined || after.sees(heart);
    return before.leases.some(({ uid, resourceVersion }) => uid === lease.uid && resourceVersion === lease.resourceVersion);
  };
  const known = new Set([...before.leases, ...before.namespaces].map(({ uid }) => uid));
  return {
    leases: after.leases.filter(({ uid, run, heart }) => known.has(uid) && isDead(run, heart)),
    namespaces: after.namespaces.filter(({ uid, run, name }) => known.has(uid) && isDead(run, name)),
  };
};

/** Whether every run that was seen has shown since that it lives, or is gone: then there is nothing to wait for. */
export const allStirred = (before: Sighting, after: Sighting): boolean => {
  const versions = new Map(after.leases.map(({ uid, resourceVersion }) => [uid, resourceVersion]));
  const alive = new Set(before.leases.filter(({ uid, namespace, heart, resourceVersion }) => namespace === heart && (versions.get(uid) ?? resourceVersion) !== resourceVersion).map(({ run }) => run));
  const uids = new Set([...after.leases, ...after.namespaces].map(({ uid }) => uid));
  return [...before.leases, ...before.namespaces].every(({ uid, run }) => alive.has(run) || !uids.has(uid));
};

/** Watches until all have stirred or have stood still for long enough, and removes what is dead. @returns what was removed */
export const sweep = async (api: Connection, before: Sighting, seeAgain: () => Promise<Sighting>): Promise<string[]> => {
  for (;;) {
    const after = await seeAgain();
    if (allStirred(before, after)) return [];
    const rest = before.atMs + leaseDurationMs - after.atMs;
    if (rest <= 0) return removeDead(api, findDead(before, after));
    await new Promise((resolve) => setTimeout(resolve, Math.min(rest + 100, 3000)));
  }
};

const removeDead = async (api: Connection, dead: Dead): Promise<string[]> => {
  const removed: string[] = [];
  for (const lease of dead.leases) {
    const pods = await listProbePods(api, lease.namespace);
    for (const pod of pods) {
      if (pod.metadata?.annotations?.[runAnnotation] !== lease.run) continue;
      await deletePod(api, { namespace: lease.namespace, name: pod.metadata.name ?? '' }, pod.metadata.uid ?? '');
      removed.push(`pod ${lease.namespace}/${pod.metadata.name}`);
    }
    await deleteLease(api, lease, lease.resourceVersion);
    removed.push(`lease ${lease.namespace}/${lease.name}`);
  }
  for (const namespace of dead.namespaces) {
    await deleteNamespace(api, namespace);
    removed.push(`namespace ${namespace.name}`);
  }
  return removed;
};
