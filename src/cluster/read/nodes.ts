import type { Connection } from '../connection.ts';
import { hasStatus } from '../errors.ts';
import { listAll } from '../lists.ts';
import type { NodeState } from '../../model/snapshot.ts';
import { toNode } from './convert.ts';

/**
 * All nodes. With rights in namespaces only, those that run a pod there are all that is known: it is taken for granted
 * that they take another one, which its creation will tell.
 *
 * @param namespaces where pods may be listed
 */
export const readNodes = async (api: Connection, namespaces: readonly string[]): Promise<NodeState[]> => {
  try {
    return (await listAll('nodes', (page) => api.core.listNode(page))).map(toNode);
  } catch (error) {
    if (!hasStatus(error, 403)) throw error;
  }
  const pods = await Promise.all(namespaces.map((namespace) => listAll(`pods in namespace "${namespace}"`, (page) => api.core.listNamespacedPod({ namespace, ...page }))));
  const names = new Set(pods.flat().flatMap(({ spec, status }) => (status?.phase === 'Running' && spec?.nodeName !== undefined ? [spec.nodeName] : [])));
  return [...names].map((name) => ({ name, ready: true, schedulable: true, addresses: [], providerId: '', fromPods: true }));
};
