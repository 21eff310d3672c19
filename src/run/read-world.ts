/** The live cluster, as far as policy is asked about it. */
import type { Connection } from '../cluster/connection.ts';
import { createOtherPolicyReader } from '../cluster/read/other-policies.ts';
import { readNamespaces, readPolicyState } from '../cluster/read/snapshot.ts';
import type { Scope } from '../cluster/read/snapshot.ts';
import type { WrittenEnd } from '../explain/written.ts';
import { worldOfSnapshot } from '../world/world.ts';
import type { World } from '../world/world.ts';

/** @throws ClusterRequestError naming the kind that may not be read */
export const readWorld = async (api: Connection, scope: Scope): Promise<World> => worldOfSnapshot(await readPolicyState(api, scope, createOtherPolicyReader(api, scope.namespaces)));

/** Where these ends are; where one is an address, it may be anybody's. */
export const readWorldOfEnds = async (api: Connection, ends: readonly WrittenEnd[]): Promise<World> => {
  const named = ends.flatMap((end) => ('namespace' in end ? [end.namespace] : []));
  const all = ends.some(({ kind }) => kind === 'address') ? (await readNamespaces(api, [])).map(({ name }) => name) : [];
  const namespaces = [...new Set([...named, ...all])].toSorted();
  return readWorld(api, { namespaces, targets: namespaces, services: [], clusterCa: false });
};
