import type { Connection } from '../cluster/connection.ts';
import { readNamespaces } from '../cluster/read/snapshot.ts';
import type { Scope } from '../cluster/read/snapshot.ts';
import type { WrittenEnd } from '../explain/written.ts';

/** Where these ends are. An address may be anybody's. */
export const scopeOfEnds =
  (ends: readonly WrittenEnd[]) =>
  async (api: Connection): Promise<Scope> => {
    const named = ends.flatMap((end) => ('namespace' in end ? [end.namespace] : []));
    const all = ends.some(({ kind }) => kind === 'address') ? (await readNamespaces(api, [])).map(({ name }) => name) : [];
    const namespaces = [...new Set([...named, ...all])].toSorted();
    return { namespaces, targets: namespaces, services: [], clusterCa: false };
  };
