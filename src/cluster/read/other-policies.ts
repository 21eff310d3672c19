/**
 * Policies of other kinds than NetworkPolicy: whether there are any, not what they say. Custom resources all of them, so
 * they are listed by their metadata alone.
 */
import { z } from 'zod';
import type { OtherPolicies, OtherPolicy } from '../../model/snapshot.ts';
import type { Connection } from '../connection.ts';
import { ClusterRequestError, hasStatus, translate } from '../errors.ts';
import { listAll, listScoped } from '../lists.ts';
import type { Page, PageRequest } from '../lists.ts';

/** What has a say in who may reach whom, by API group. */
const known: Readonly<Record<string, readonly string[]>> = {
  'crd.projectcalico.org': ['networkpolicies', 'globalnetworkpolicies'],
  'projectcalico.org': ['networkpolicies', 'globalnetworkpolicies'],
  'cilium.io': ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies'],
  'policy.networking.k8s.io': ['adminnetworkpolicies', 'baselineadminnetworkpolicies', 'clusternetworkpolicies'],
  'crd.antrea.io': ['networkpolicies', 'clusternetworkpolicies'],
  'k8s.ovn.org': ['egressfirewalls'],
  'networking.k8s.aws': ['applicationnetworkpolicies', 'clusternetworkpolicies'],
};

/** Its objects are those of the group on the right once more. */
const doubles: Readonly<Record<string, string>> = { 'projectcalico.org': 'crd.projectcalico.org' };

/** Groups with their resources in one answer (Kubernetes 1.30 and later); older servers give the groups alone. */
const discovery = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/** A resource that the server serves. */
interface Served {
  /** `globalnetworkpolicies.crd.projectcalico.org` */
  readonly resource: string;
  readonly path: (namespace?: string) => string;
  /** False where there is one for the whole cluster, or where nobody told. */
  readonly namespaced: boolean;
}

/** Lists what there is by now. What is served is found out once, with the first call. */
export type OtherPolicyReader = () => Promise<OtherPolicies>;

/** @param namespaces where to look, if not everywhere is allowed */
export const createOtherPolicyReader = (api: Connection, namespaces: readonly string[]): OtherPolicyReader => {
  let discovered: Promise<Served[]> | undefined;
  return async () => {
    let served: readonly Served[];
    try {
      served = await (discovered ??= discover(api));
    } catch (error) {
      discovered = undefined;
      if (!(error instanceof ClusterRequestError)) throw error;
      return { objects: [], unreadable: ['policies of other kinds'] };
    }
    const lists = await Promise.all(served.map((kind) => listKind(api, kind, namespaces)));
    return { objects: lists.flatMap((list) => list ?? []), unreadable: served.filter((_, index) => lists[index] === undefined).map(({ resource }) => resource) };
  };
};

const version = z.object({ version: z.string(), resources: z.array(z.object({ resource: z.string(), scope: z.string() })).optional() });
const groups = z.object({
  /** Of the answer with resources. */
  items: z.array(z.object({ metadata: z.object({ name: z.string() }), versions: z.array(version) })).optional(),
  /** Of the answer without. */
  groups: z.array(z.object({ name: z.string(), versions: z.array(version) })).optional(),
});

const discover = async (api: Connection): Promise<Served[]> => {
  const answer = groups.safeParse(await api.get('/apis', {}, discovery));
  if (!answer.success) throw new ClusterRequestError('read /apis', 200, '', 'the answer is no list of API groups', answer.error);
  const found = new Map([
    ...(answer.data.items ?? []).map(({ metadata, versions }) => [metadata.name, versions] as const),
    ...(answer.data.groups ?? []).map(({ name, versions }) => [name, versions] as const),
  ]);
  return Object.entries(known).flatMap(([group, resources]) => {
    if (found.has(doubles[group] ?? '')) return [];
    return resources.flatMap((resource) => servedBy(group, resource, found.get(group) ?? []) ?? []);
  });
};

/** The first version is the one that the server prefers. Where resources are not told, or not by now, asking will tell. */
const servedBy = (group: string, resource: string, versions: readonly z.infer<typeof version>[]): Served | undefined => {
  for (const { version: name, resources = [] } of versions) {
    const entry = resources.find((one) => one.resource === resource);
    if (resources.length > 0 && entry === undefined) continue;
    return {
      resource: `${resource}.${group}`,
      path: (namespace) => `/apis/${group}/${name}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource}`,
      namespaced: entry?.scope === 'Namespaced',
    };
  }
  return undefined;
};

const item = z.object({ metadata: z.object({ name: z.string(), namespace: z.string().optional(), uid: z.string(), generation: z.number().optional(), resourceVersion: z.string().optional() }) });
const metadataList = z.object({
  metadata: z.object({ continue: z.string().optional() }).optional(),
  // The API server writes null where there are none.
  items: z.array(item).nullish(),
});
type Item = z.infer<typeof item>;

/** @returns undefined where it is served and may not be listed, or cannot be by whoever serves it */
const listKind = async (api: Connection, { resource, path, namespaced }: Served, namespaces: readonly string[]): Promise<OtherPolicy[] | undefined> => {
  const ask = async (where: string, { limit, _continue }: PageRequest): Promise<Page<Item>> => {
    const body = await api.get(where, { limit: String(limit), ...(_continue === undefined ? {} : { continue: _continue }) }, metadataOnly);
    const list = metadataList.safeParse(body);
    if (!list.success) throw new ClusterRequestError(`list ${resource}`, 200, '', 'the answer is no list of objects', list.error);
    const token = list.data.metadata?.continue;
    return { items: list.data.items ?? [], metadata: token === undefined ? {} : { _continue: token } };
  };
  const everywhere = (page: PageRequest): Promise<Page<Item>> => ask(path(), page);
  try {
    const items = await (namespaced ? listScoped(resource, namespaces, { everywhere, inNamespace: (namespace, page) => ask(path(namespace), page) }) : listAll(resource, everywhere));
    return items.map(({ metadata: { name, namespace, uid, generation, resourceVersion } }) => ({
      resource,
      ...(namespace === undefined ? {} : { namespace }),
      name,
      // A status update is no change of what a policy says, so the generation serves where there is one.
      version: `${uid}/${generation ?? resourceVersion ?? ''}`,
    }));
  } catch (error) {
    const translated = translate(error, `list ${resource}`);
    if (hasStatus(translated, 404)) return [];
    if (translated instanceof ClusterRequestError) return undefined;
    throw translated;
  }
};
