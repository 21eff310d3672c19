import type { Connection } from '../connection.ts';
import { hasStatus, translate } from '../errors.ts';
import { listAll, listSparingly } from '../lists.ts';
import type { NamespaceState, PolicyState, Snapshot, Watched } from '../../model/snapshot.ts';
import { readClusterCa } from './cluster-ca.ts';
import { toEndpointSlice, toNamespace, toPod } from './convert.ts';
import { nodeLocalAddresses } from './node-local-dns.ts';
import { readNodes } from './nodes.ts';
import type { OtherPolicyReader } from './other-policies.ts';
import { readPolicies, toPolicy, toSelectingPolicy } from './policies.ts';
import { readControllers } from './selecting.ts';
import { readServices } from './services.ts';

/** The namespaces that a matrix concerns. */
export interface Scope {
  /** Where guests or targets are. */
  readonly namespaces: readonly string[];
  /** Where live pods are targets: the only ones whose pods and endpoints are read. */
  readonly targets: readonly string[];
  /** Where Services are read besides. */
  readonly services: readonly string[];
  /** Whether the API server is a target, to be known again by its certificate. */
  readonly clusterCa: boolean;
}

/**
 * @throws ClusterRequestError naming the kind that may not be read
 */
export const readSnapshot = async (api: Connection, scope: Scope, readOthers: OtherPolicyReader): Promise<Snapshot> => {
  const { namespaces } = scope;
  const [serverVersion, { watched, policies, nodeLocalDns }, services, controllers, clusterCa] = await Promise.all([
    readVersion(api),
    readState(api, scope, readOthers),
    readServices(api, [...new Set([...namespaces, ...scope.services])]),
    readControllers(api, namespaces),
    scope.clusterCa ? readClusterCa(api) : undefined,
  ]);
  const { policies: selecting, ...rest } = watched;
  return {
    serverVersion,
    ...rest,
    services,
    selecting: [...selecting, ...controllers],
    policies,
    nodeLocalDns,
    ...(clusterCa === undefined ? {} : { clusterCa }),
  };
};

/** What policy is asked about, and nothing besides: fewer lists, and fewer rights. */
export const readPolicyState = async (api: Connection, scope: Scope, readOthers: OtherPolicyReader): Promise<PolicyState> => {
  const [{ watched, policies }, services] = await Promise.all([readState(api, scope, readOthers), readServices(api, [...new Set([...scope.namespaces, ...scope.services])])]);
  return { ...watched, policies, services };
};

export const readVolatile = async (api: Connection, scope: Scope, readOthers: OtherPolicyReader): Promise<Watched> => (await readState(api, scope, readOthers)).watched;

const readState = async (api: Connection, { namespaces, targets }: Scope, readOthers: OtherPolicyReader): Promise<Pick<Snapshot, 'policies' | 'nodeLocalDns'> & { readonly watched: Watched }> => {
  const [namespaceStates, nodes, pods, slices, policies, otherPolicies] = await Promise.all([
    readNamespaces(api, namespaces),
    readNodes(api, namespaces),
    listSparingly('pods', targets, {
      everywhere: (page) => api.core.listPodForAllNamespaces(page),
      inNamespace: (namespace, page) => api.core.listNamespacedPod({ namespace, ...page }),
    }),
    listSparingly('endpoint slices', targets, {
      everywhere: (page) => api.discovery.listEndpointSliceForAllNamespaces(page),
      inNamespace: (namespace, page) => api.discovery.listNamespacedEndpointSlice({ namespace, ...page }),
    }),
    readPolicies(api, namespaces),
    readOthers(),
  ]);
  const watched: Watched = {
    namespaces: namespaceStates,
    nodes,
    pods: pods.map(toPod),
    endpointSlices: slices.map(toEndpointSlice),
    policies: policies.map(toSelectingPolicy),
    otherPolicies,
  };
  return { watched, policies: policies.map(toPolicy), nodeLocalDns: nodeLocalAddresses(pods) };
};

/** @throws ClusterRequestError without the right to list them all */
export const listNamespaces = async (api: Connection): Promise<NamespaceState[]> => (await listAll('namespaces', (page) => api.core.listNamespace(page))).map(toNamespace);

/** Without the right to list them all, each is asked for by name. */
export const readNamespaces = async (api: Connection, namespaces: readonly string[]): Promise<NamespaceState[]> => {
  try {
    return await listNamespaces(api);
  } catch (error) {
    if (!hasStatus(error, 403)) throw error;
  }
  const found = await Promise.all(namespaces.map((name) => readNamespace(api, name)));
  return found.filter((namespace) => namespace !== undefined);
};

const readNamespace = async (api: Connection, name: string): Promise<NamespaceState | undefined> => {
  try {
    return toNamespace(await api.core.readNamespace({ name }));
  } catch (error) {
    const translated = translate(error, `read namespace "${name}"`);
    if (hasStatus(translated, 404)) return undefined;
    throw translated;
  }
};

const readVersion = async (api: Connection): Promise<string> => {
  try {
    return (await api.version.getCode()).gitVersion;
  } catch (error) {
    throw translate(error, "read the API server's version");
  }
};
