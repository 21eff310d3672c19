/** The namespaces of one set of the world. */
import type { Connection } from '../../cluster/connection.ts';
import { worldNamespaceOf } from '../../cluster/identity.ts';
import { refuseOthers } from '../../cluster/world.ts';
import { namespaceLabels, namespaces } from '../../conformance/world/world.ts';
import type { NamespaceKey } from '../../conformance/world/world.ts';
import type { Creation } from '../creation.ts';
import { namespaceCreation } from '../namespace-creation.ts';
import type { BatteryRun } from './context.ts';

/** What the world's namespaces are called in one set of a run. */
export const namesOf = (id: string, index: number): Readonly<Record<NamespaceKey, string>> => {
  const name = (key: NamespaceKey): string => worldNamespaceOf(id, index + 1, key);
  return { x: name('x'), y: name('y'), z: name('z') };
};

/**
 * @param onNamespace called for each before it is made
 * @throws NetproofError ERR_REFUSED where one then has other labels, by whoever's doing
 */
export const createWorldNamespaces = async (api: Connection, { id, heart }: Pick<BatteryRun, 'id' | 'heart'>, names: Readonly<Record<NamespaceKey, string>>, onNamespace: (namespace: Creation<unknown>) => void): Promise<void> => {
  const create = async (key: NamespaceKey): Promise<void> => {
    const namespace = namespaceCreation(api, { name: names[key], run: id, heart, labels: namespaceLabels[key] });
    onNamespace(namespace);
    const { labels } = await namespace.make();
    refuseOthers(`create the namespace "${names[key]}"`, { ...noLabels, ...namespaceLabels[key] }, labels);
  };
  await Promise.all(namespaces.map(create));
};

/** By which cases tell namespaces apart: nobody else must set them, either. */
const noLabels = Object.fromEntries(Object.values(namespaceLabels).flatMap((labels) => Object.keys(labels).map((key) => [key, null])));
