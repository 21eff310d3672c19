/**
 * What runs that died left behind. A run is dead when its heart, the one Lease that it renews, stood still for the
 * Lease's duration on our own clock: no clock but ours is trusted.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../cluster/connection.ts';
import { deleteNamespace } from '../cluster/control-namespace.ts';
import type { NamespaceRef } from '../cluster/control-namespace.ts';
import { leaseName } from '../cluster/identity.ts';
import { deleteLease, leaseDurationMs, listLeases } from '../cluster/leases.ts';
import type { SeenLease } from '../cluster/leases.ts';
import { deletePod, isOf, listProbePods } from '../cluster/pods.ts';
import { readNamespaces } from '../cluster/read/snapshot.ts';
import { hasStatus } from '../cluster/errors.ts';
import { describeError } from '../errors.ts';
import { keyOf } from '../model/snapshot.ts';
import type { NamespaceState } from '../model/snapshot.ts';

/** A namespace of some run's, and where that run's heart beats. */
export interface SeenNamespace extends NamespaceRef {
  readonly run: string;
  readonly heart: string;
}

/** What was there at one moment, besides our own. */
export interface Sighting {
  readonly atMs: number;
  readonly leases: readonly SeenLease[];
  readonly namespaces: readonly SeenNamespace[];
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
    namespaces: states.flatMap(({ name, uid, run, heart = name, terminating }) => (run === undefined || run === ownRun || terminating ? [] : [{ name, uid, run, heart }])),
    sees: (namespace) => everywhere || namespaces.includes(namespace),
  };
};

export const isEmpty = ({ leases, namespaces }: Sighting): boolean => leases.length === 0 && namespaces.length === 0;

export interface Dead {
  readonly leases: readonly SeenLease[];
  readonly namespaces: readonly SeenNamespace[];
}

/**
 * Compares two sightings. Pure.
 *
 * @returns what belongs to runs whose heart we saw standing still, or whose heart is certainly gone; what we may not
 * see is taken for alive
 */
export const findDead = (before: Sighting, after: Sighting): Dead => {
  if (after.atMs - before.atMs < leaseDurationMs) return { leases: [], namespaces: [] };
  const hearts = new Map(after.leases.filter(isHeart).map((lease) => [pulseOf(lease.run, lease.heart), lease]));
  const isDead = (run: string, heart: string): boolean => {
    const lease = hearts.get(pulseOf(run, heart));
    if (lease === undefined) return after.sees(heart);
    return before.leases.some(({ uid, resourceVersion }) => uid === lease.uid && resourceVersion === lease.resourceVersion);
  };
  const known = new Set([...before.leases, ...before.namespaces].map(({ uid }) => uid));
  const homes = new Map(after.namespaces.map(({ name, run, heart }) => [name, pulseOf(run, heart)]));
  // In a run's own namespace nothing hangs on another's Lease, whatever that one says.
  const isAtHome = ({ namespace, run, heart }: SeenLease): boolean => [undefined, pulseOf(run, heart)].includes(homes.get(namespace));
  return {
    leases: after.leases.filter((lease) => known.has(lease.uid) && isAtHome(lease) && isDead(lease.run, lease.heart)),
    namespaces: after.namespaces.filter(({ uid, run, heart }) => known.has(uid) && isDead(run, heart)),
  };
};

/** By its name, of which there is one: beside a heart that beats nobody can put a second one that stands still. */
const isHeart = ({ namespace, name, run, heart }: SeenLease): boolean => namespace === heart && name === leaseName(run);

/** A run and the namespace of its heart: who can write a Lease elsewhere must not be able to speak for this one. */
const pulseOf = (run: string, heart: string): string => `${run} ${heart}`;

/** Whether every run that was seen has shown since that it lives, or is gone: then there is nothing to wait for. */
export const allStirred = (before: Sighting, after: Sighting): boolean => {
  const versions = new Map(after.leases.map(({ uid, resourceVersion }) => [uid, resourceVersion]));
  const beating = before.leases.filter((lease) => isHeart(lease) && (versions.get(lease.uid) ?? lease.resourceVersion) !== lease.resourceVersion);
  const alive = new Set(beating.map(({ run, heart }) => pulseOf(run, heart)));
  const uids = new Set([...after.leases, ...after.namespaces].map(({ uid }) => uid));
  const has = (uid: string, run: string, heart: string): boolean => alive.has(pulseOf(run, heart)) || !uids.has(uid);
  return before.leases.every(({ uid, run, heart }) => has(uid, run, heart)) && before.namespaces.every(({ uid, run, heart }) => has(uid, run, heart));
};

/** Only of runs that have something in one of these namespaces: what a run has left belongs together. Pure. */
export const ofRunsIn = (sighting: Sighting, wanted: readonly string[]): Sighting => {
  const pulses = new Set([...sighting.leases.filter(({ namespace }) => wanted.includes(namespace)), ...sighting.namespaces.filter(({ name }) => wanted.includes(name))].map(({ run, heart }) => pulseOf(run, heart)));
  const isWanted = ({ run, heart }: SeenLease | SeenNamespace): boolean => pulses.has(pulseOf(run, heart));
  return { ...sighting, leases: sighting.leases.filter(isWanted), namespaces: sighting.namespaces.filter(isWanted) };
};

/** Namespaces in which hearts of runs beat that we may not see: what is theirs is taken for alive. Pure. */
export const unseenHearts = ({ leases, namespaces, sees }: Sighting): string[] => [...new Set([...leases, ...namespaces].map(({ heart }) => heart))].filter((heart) => !sees(heart)).toSorted();

/** Watches until all have stirred or have stood still for long enough. @returns what is dead, and all that was seen last */
export const watchDead = async (before: Sighting, seeAgain: () => Promise<Sighting>, signal?: AbortSignal): Promise<{ readonly dead: Dead; readonly after: Sighting }> => {
  for (;;) {
    const after = signal?.aborted ? before : await seeAgain();
    if (signal?.aborted || allStirred(before, after)) return { dead: { leases: [], namespaces: [] }, after };
    const rest = before.atMs + leaseDurationMs - after.atMs;
    if (rest <= 0) return { dead: findDead(before, after), after };
    await sleep(Math.min(rest + 100, 1000));
  }
};

export interface Swept {
  readonly removed: readonly string[];
  /** What is dead and could not be removed, and why. */
  readonly failed: readonly string[];
}

/** What cannot be removed keeps nobody else's from being: each run for itself. */
export const removeDead = async (api: Connection, { leases, namespaces }: Dead): Promise<Swept> => {
  const removed: string[] = [];
  const failed: string[] = [];
  const pulses = new Set([...leases, ...namespaces].map(({ run, heart }) => pulseOf(run, heart)));
  for (const pulse of pulses) {
    const isOfRun = ({ run, heart }: SeenLease | SeenNamespace): boolean => pulseOf(run, heart) === pulse;
    await removeRun(api, { leases: leases.filter(isOfRun), namespaces: namespaces.filter(isOfRun) }, removed).catch((error: unknown) => failed.push(describeError(error)));
  }
  return { removed, failed };
};

/** The heart goes first, and only if nobody renewed it since we looked: from then on the rest is certainly dead. */
const removeRun = async (api: Connection, { leases, namespaces }: Dead, removed: string[]): Promise<void> => {
  for (const heart of leases.filter(isHeart)) {
    if (!(await deleteHeart(api, heart))) return;
    removed.push(`lease ${keyOf(heart)}`);
  }
  for (const lease of leases) {
    const pods = await listProbePods(api, lease.namespace);
    for (const pod of pods) {
      // A Lease can be forged that says it is of a run that lives.
      if (!isOf(pod, lease)) continue;
      await deletePod(api, { namespace: lease.namespace, name: pod.metadata?.name ?? '' }, pod.metadata?.uid ?? '');
      removed.push(`pod ${lease.namespace}/${pod.metadata?.name}`);
    }
    if (isHeart(lease)) continue;
    await deleteLease(api, lease);
    removed.push(`lease ${keyOf(lease)}`);
  }
  for (const namespace of namespaces) {
    await deleteNamespace(api, namespace);
    removed.push(`namespace ${namespace.name}`);
  }
};

/** @returns false where it has been renewed since it was seen */
const deleteHeart = async (api: Connection, heart: SeenLease): Promise<boolean> => {
  try {
    await deleteLease(api, heart, heart.resourceVersion);
    return true;
  } catch (error) {
    if (hasStatus(error, 409)) return false;
    throw error;
  }
};
