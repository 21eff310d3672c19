/**
 * The Leases that anchor a run. One in every namespace owns the run's objects there; one of them, the heart, is renewed,
 * and as long as it is nobody else sweeps any of them.
 */
import { PatchStrategy, setHeaderOptions, V1MicroTime } from '@kubernetes/client-node';
import type { V1Lease } from '@kubernetes/client-node';
import type { Named } from '../model/snapshot.ts';
import type { Connection } from './connection.ts';
import { hasStatus, translate } from './errors.ts';
import { heartAnnotation, leaseName, managedBy, runAnnotation, runOf } from './identity.ts';
import { listWidest } from './lists.ts';

export interface LeaseRef extends Named {
  readonly uid: string;
}

/** A run whose Lease stood still for this long, on the observer's own clock, is dead. */
export const leaseDurationMs = 15_000;

/** @param heart the namespace whose Lease of this run is renewed */
export const createLease = async (api: Connection, namespace: string, run: string, heart: string): Promise<LeaseRef> => {
  const now = new V1MicroTime();
  const body: V1Lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: leaseName(run), namespace, labels: { ...managedBy }, annotations: { [runAnnotation]: run, [heartAnnotation]: heart } },
    spec: { holderIdentity: run, leaseDurationSeconds: leaseDurationMs / 1000, acquireTime: now, renewTime: now },
  };
  try {
    const lease = await api.coordination.createNamespacedLease({ namespace, body });
    return { namespace, name: leaseName(run), uid: lease.metadata?.uid ?? '' };
  } catch (error) {
    throw translate(error, `create the run's Lease in namespace "${namespace}"`);
  }
};

/** Of this run, where it is not known whether it was created. */
export const findLease = async (api: Connection, namespace: string, run: string): Promise<LeaseRef | undefined> => {
  try {
    const { items } = await api.coordination.listNamespacedLease({ namespace, fieldSelector: `metadata.name=${leaseName(run)}` });
    const ours = items.find(({ metadata }) => metadata?.annotations?.[runAnnotation] === run);
    return ours && { namespace, name: leaseName(run), uid: ours.metadata?.uid ?? '' };
  } catch (error) {
    throw translate(error, `look for the run's Lease in namespace "${namespace}"`);
  }
};

export const renewLease = async (api: Connection, { namespace, name }: LeaseRef): Promise<void> => {
  try {
    await api.coordination.patchNamespacedLease(
      { namespace, name, body: { spec: { renewTime: new V1MicroTime().toISOString() } } },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
  } catch (error) {
    throw translate(error, `renew Lease "${namespace}/${name}"`);
  }
};

/** @param resourceVersion removes the Lease only if nobody renewed it since it was seen */
export const deleteLease = async (api: Connection, { namespace, name, uid }: LeaseRef, resourceVersion?: string): Promise<void> => {
  try {
    await api.coordination.deleteNamespacedLease({
      namespace,
      name,
      body: { preconditions: { uid, ...(resourceVersion === undefined ? {} : { resourceVersion }) }, propagationPolicy: 'Background' },
    });
  } catch (error) {
    const translated = translate(error, `remove Lease "${namespace}/${name}"`);
    if (!hasStatus(translated, 404)) throw translated;
  }
};

/** A Lease of some run, and the version by which one sees whether it is renewed. */
export interface SeenLease extends LeaseRef {
  readonly run: string;
  readonly heart: string;
  readonly resourceVersion: string;
}

/** @returns the Leases of all runs that we may see, and whether that is all there are */
export const listLeases = async (api: Connection, namespaces: readonly string[]): Promise<{ leases: SeenLease[]; everywhere: boolean }> => {
  const labelSelector = Object.entries(managedBy)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const { items, everywhere } = await listWidest('leases', namespaces, {
    everywhere: (page) => api.coordination.listLeaseForAllNamespaces({ ...page, labelSelector }),
    inNamespace: (namespace, page) => api.coordination.listNamespacedLease({ namespace, ...page, labelSelector }),
  });
  const leases = items.flatMap(({ metadata }) => {
    const { run, heart } = runOf(metadata);
    if (run === undefined || heart === undefined) return [];
    const { namespace = '', name = '', uid = '', resourceVersion = '' } = metadata ?? {};
    return [{ namespace, name, uid, run, heart, resourceVersion }];
  });
  return { leases, everywhere };
};
