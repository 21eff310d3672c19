import type { Connection } from '../cluster/connection.ts';
import { listNamespaces } from '../cluster/read/snapshot.ts';

/**
 * What -A means: all namespaces but those that are about to go, and those that a run of netproof has made for itself.
 *
 * @throws ClusterRequestError where namespaces may not be listed
 */
export const everyNamespace = async (api: Connection): Promise<string[]> => (await listNamespaces(api)).filter(({ terminating, run }) => !terminating && run === undefined).map(({ name }) => name);

interface Inhabitants {
  readonly pods: readonly { readonly namespace: string }[];
  readonly policies: readonly { readonly namespace: string }[];
}

/** Of these, those in which there is anything that a policy could be about. */
export const inhabited = (names: readonly string[], { pods, policies }: Inhabitants): string[] => {
  const lived = new Set([...pods, ...policies].map(({ namespace }) => namespace));
  return names.filter((name) => lived.has(name));
};
