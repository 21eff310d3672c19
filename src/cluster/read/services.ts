import type { Connection } from '../connection.ts';
import { listWidest } from '../lists.ts';
import type { ServiceState } from '../../model/snapshot.ts';
import { toService } from './convert.ts';

const apiserver = { namespace: 'default', name: 'kubernetes' };

/** Services of these namespaces, and in any case the API server's own, which tells the cluster's primary family. */
export const readServices = async (api: Connection, namespaces: readonly string[]): Promise<ServiceState[]> => {
  const { items, everywhere } = await listWidest('services', namespaces, {
    everywhere: (page) => api.core.listServiceForAllNamespaces(page),
    inNamespace: (namespace, page) => api.core.listNamespacedService({ namespace, ...page }),
  });
  if (everywhere || namespaces.includes(apiserver.namespace)) return items.map(toService);
  // Who may not read it loses nothing but the family, and others tell that, too.
  const own = await api.core.readNamespacedService(apiserver).catch(() => undefined);
  return [...items, ...(own === undefined ? [] : [own])].map(toService);
};
