/** Probe pods: made, stopped, removed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { Named } from '../model/snapshot.ts';
import { probeLabel } from '../model/marks.ts';
import type { Connection } from './connection.ts';
import { ClusterRequestError, hasStatus, translate } from './errors.ts';
import { runOf } from './identity.ts';
import { listAll } from './lists.ts';

/** What the API server would say, without anything being created: rights, quota, admission, Pod Security. */
export const tryPod = async (api: Connection, manifest: V1Pod): Promise<void> => {
  try {
    await api.core.createNamespacedPod({ namespace: namespaceOf(manifest), body: manifest, dryRun: 'All' });
  } catch (error) {
    throw translate(error, `create a probe pod in namespace "${namespaceOf(manifest)}"`);
  }
};

/**
 * @returns the pod as admitted
 * @throws ClusterRequestError
 */
export const createPod = async (api: Connection, manifest: V1Pod): Promise<V1Pod> => {
  const action = `create pod "${namespaceOf(manifest)}/${manifest.metadata?.name}"`;
  for (let left = 40; ; left--) {
    try {
      return await api.core.createNamespacedPod({ namespace: namespaceOf(manifest), body: manifest });
    } catch (error) {
      const translated = translate(error, action);
      if (left === 0 || !isYoungNamespace(translated)) throw translated;
      await sleep(100);
    }
  }
};

/** A namespace takes pods only once its "default" service account exists, a moment after itself. */
const isYoungNamespace = (error: unknown): boolean =>
  error instanceof ClusterRequestError && error.status === 403 && /service ?account.*not found/i.test(error.message);

/**
 * Stops a pod and keeps it: the kubelet ends its container with SIGTERM, and the log, with the end record, stays
 * readable until the pod is removed. A deletion would race with the reading of the log.
 */
export const stopPod = async (api: Connection, { namespace, name }: Named): Promise<void> => {
  try {
    await api.core.patchNamespacedPod(
      { namespace, name, body: { spec: { activeDeadlineSeconds: 1 } } },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
  } catch (error) {
    const translated = translate(error, `stop pod "${namespace}/${name}"`);
    if (!hasStatus(translated, 404)) throw translated;
  }
};

/** @param uid removes this very pod, not one that took its name since */
export const deletePod = async (api: Connection, { namespace, name }: Named, uid: string): Promise<void> => {
  try {
    await api.core.deleteNamespacedPod({ namespace, name, body: { preconditions: { uid }, gracePeriodSeconds: 0 } });
  } catch (error) {
    const translated = translate(error, `remove pod "${namespace}/${name}"`);
    if (!hasStatus(translated, 404) && !hasStatus(translated, 409)) throw translated;
  }
};

/** Removes all pods of a namespace that is ours alone. Without the right to do so at once, they go with the namespace. */
export const deleteAllPods = async (api: Connection, namespace: string): Promise<void> => {
  try {
    await api.core.deleteCollectionNamespacedPod({ namespace, gracePeriodSeconds: 0 });
  } catch (error) {
    const translated = translate(error, `remove the pods of namespace "${namespace}"`);
    if (!hasStatus(translated, 403) && !hasStatus(translated, 404)) throw translated;
  }
};

/** All probe pods, whichever run they belong to. @param namespace or, without one, everywhere */
export const listProbePods = (api: Connection, namespace: string | undefined): Promise<V1Pod[]> =>
  listAll(`probe pods${namespace === undefined ? '' : ` in namespace "${namespace}"`}`, (page) => {
    const query = { labelSelector: probeLabel, ...page };
    return namespace === undefined ? api.core.listPodForAllNamespaces(query) : api.core.listNamespacedPod({ namespace, ...query });
  });

/**
 * Whether a pod is of the run of this Lease: by its owner, whom nobody can claim afterwards. By its word alone only where it has
 * none, as admission may have left it; the battery's have none either, and go with their namespaces, where no Lease speaks for them.
 */
export const isOf = ({ metadata }: V1Pod, { uid, run }: { readonly uid: string; readonly run: string }): boolean => {
  const owners = metadata?.ownerReferences ?? [];
  return owners.length === 0 ? runOf(metadata).run === run : owners.some((owner) => owner.uid === uid);
};

const namespaceOf = (manifest: V1Pod): string => manifest.metadata?.namespace ?? '';
