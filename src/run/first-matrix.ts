/** Looks at a cluster, and writes a first matrix that could be run as it is. */
import type { Connection } from '../cluster/connection.ts';
import { createOtherPolicyReader } from '../cluster/read/other-policies.ts';
import { readSnapshot } from '../cluster/read/snapshot.ts';
import { firstMatrix } from '../init/first-matrix.ts';
import type { FirstMatrix, FirstMatrixInput } from '../init/first-matrix.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { familiesOf } from '../plan/families.ts';
import { reviewGuest } from '../plan/guests.ts';
import { mostDestinations } from '../plan/sources.ts';
import { isInCloud } from '../plan/targets/metadata-endpoints.ts';
import { resolveTarget } from '../plan/targets/resolve.ts';
import type { World } from '../world/world.ts';
import { worldOfSnapshot } from '../world/world.ts';
import { everyNamespace, inhabited } from './every-namespace.ts';
import { requireNamespaces } from './from-policies.ts';
import { policyScope } from './scope.ts';

export interface Looked {
  readonly matrix: FirstMatrix;
  readonly namespaces: readonly string[];
}

/** What a user says of it. */
export type Wishes = Pick<FirstMatrixInput, 'pods' | 'internet'>;

/**
 * @param asked without any, the namespace of the context, as kubectl has it
 * @throws NetproofError ERR_USAGE where there is nothing to ask, ClusterRequestError where something may not be read
 */
export const lookAtCluster = async (api: Connection, asked: readonly string[] | 'all' | undefined, wishes: Wishes): Promise<Looked> => {
  const names = asked === 'all' ? await everyNamespace(api) : (asked ?? [api.namespace]);
  const scope = policyScope(names);
  const snapshot = await readSnapshot(api, scope, createOtherPolicyReader(api, scope.namespaces));
  requireNamespaces(names, snapshot);
  const namespaces = asked === 'all' ? inhabited(names, snapshot) : names;
  return { namespaces, matrix: firstMatrix({ world: worldOfSnapshot(snapshot), namespaces, ...wishes, ...(asked === 'all' ? {} : { known: scope.namespaces }), ...knownOf(snapshot) }) };
};

/** Nobody is known to be refused, and nothing to be out of reach. */
export const lookAtFiles = (world: World, asked: readonly string[] | 'all' | undefined, wishes: Wishes): Looked => {
  const namespaces = asked === 'all' || asked === undefined ? inhabited(world.namespaces.map(({ name }) => name), world) : asked;
  requireNamespaces(namespaces, world);
  return { namespaces, matrix: firstMatrix({ world, namespaces, ...wishes, inCloud: false, whyNotWear: () => undefined, whyNotDial: () => undefined, destinationsOf: () => 1, mostDestinations }) };
};

/** What a run would say of it when it plans. */
const knownOf = (snapshot: Snapshot): Pick<FirstMatrixInput, 'inCloud' | 'whyNotWear' | 'whyNotDial' | 'destinationsOf' | 'mostDestinations'> => {
  const context = { snapshot, families: familiesOf(undefined, snapshot), standIn: ({ namespace }: { readonly namespace: string }) => ({ namespace, name: '', node: '' }) };
  return {
    inCloud: isInCloud(snapshot),
    whyNotWear: (namespace, labels) => reviewGuest(namespace, labels, snapshot, { allowAutoscaled: false }).refusals[0],
    whyNotDial: (target) => resolveTarget(target, context).error,
    destinationsOf: (target) => (resolveTarget(target, context).cells ?? []).reduce((sum, { destinations }) => sum + destinations.length, 0),
    mostDestinations,
  };
};
