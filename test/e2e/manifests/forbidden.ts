/** What somebody would try who has the account's token, whichever preset it has: no manifest grants it, so RBAC refuses it, guard or none. */
import type { Named } from '../../../src/model/snapshot.ts';
import { parseRight } from '../../support/rights.ts';
import { everywhere } from './granted.ts';
import type { RawApi } from './raw-api.ts';

/** Whoever has the Lease leads. */
const leases = 'coordination.k8s.io/leases';
const policies = 'networking.k8s.io/networkpolicies';
const rbac = 'rbac.authorization.k8s.io';

/** By namespace, or {@link everywhere}. */
const rights: Readonly<Record<string, readonly string[]>> = {
  // Where it has pods.
  shop: [
    ...['get', 'list', 'watch', 'create'].map((verb) => `${verb} /secrets`),
    ...['get', 'list', 'patch'].map((verb) => `${verb} /configmaps`),
    'create /serviceaccounts/token',
    ...['get', 'update', 'deletecollection'].map((verb) => `${verb} /pods`),
    // By a websocket, and by SPDY.
    'get /pods/exec', 'create /pods/exec', 'create /pods/attach', 'create /pods/portforward', 'get /pods/proxy',
    'patch /pods/ephemeralcontainers', 'patch /pods/status', 'patch /pods/resize', 'create /pods/binding', 'create /pods/eviction',
    ...['create', 'update', 'patch', 'delete', 'deletecollection'].map((verb) => `${verb} ${policies}`),
    'create apps/deployments', 'patch apps/deployments', 'patch apps/deployments/scale', 'create apps/daemonsets', 'create batch/jobs',
    'create /services', 'patch /services', 'delete /services', 'get /services/proxy', 'create discovery.k8s.io/endpointslices',
    ...['get', 'update', 'patch'].map((verb) => `${verb} ${leases}`),
    'patch /namespaces', 'delete /namespaces',
    ...['create', 'update', 'patch'].map((verb) => `${verb} ${rbac}/roles`),
    ...['create', 'patch', 'delete'].map((verb) => `${verb} ${rbac}/rolebindings`),
  ],
  // Where it has none.
  'kube-system': [
    'get /secrets', 'list /secrets', 'get /configmaps', 'create /serviceaccounts/token',
    'create /pods', 'patch /pods', 'delete /pods', 'get /pods/log', 'create /pods/exec',
    ...['create', 'patch', 'delete'].map((verb) => `${verb} ${leases}`),
    ...['create', 'delete'].map((verb) => `${verb} ${policies}`),
    'patch apps/daemonsets',
  ],
  // Where it lives: a pod with its own account, a token that outlives the Job, the policy that holds it.
  netproof: ['create /pods', 'patch /pods', 'create /serviceaccounts/token', 'create /secrets', 'list /configmaps', `delete ${policies}`, `patch ${rbac}/roles`, 'patch batch/cronjobs'],
  // Of policies it makes its own, and removes them.
  'netproof-control': [`create ${policies}`, `delete ${policies}`, 'create /pods/exec'],
  'netproof-canary': [`patch ${policies}`, `update ${policies}`, 'patch /services', 'create /pods/exec'],
  [everywhere]: [
    'list /secrets', 'list /configmaps', 'create /namespaces',
    'get /nodes', 'patch /nodes', 'delete /nodes', 'get /nodes/proxy', 'create /nodes/proxy',
    ...['clusterroles', 'clusterrolebindings'].flatMap((kind) => ['create', 'patch', 'delete'].map((verb) => `${verb} ${rbac}/${kind}`)),
    'impersonate /users',
    'create certificates.k8s.io/certificatesigningrequests',
    // Its own guard, and what would see every Secret that anybody writes.
    ...['validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'validatingwebhookconfigurations'].map((kind) => `delete admissionregistration.k8s.io/${kind}`),
    'create admissionregistration.k8s.io/mutatingwebhookconfigurations',
    // One of these opens what others close.
    'create crd.projectcalico.org/globalnetworkpolicies',
  ],
};

export interface Forbidden {
  readonly place: string;
  readonly right: string;
}

export const forbidden: readonly Forbidden[] = Object.entries(rights).flatMap(([place, ofPlace]) => ofPlace.map((right) => ({ place, right })));

const methods: Readonly<Record<string, string>> = { get: 'GET', list: 'GET', watch: 'GET', create: 'POST', update: 'PUT', patch: 'PATCH', delete: 'DELETE', deletecollection: 'DELETE' };
const ofAll = new Set(['list', 'watch', 'create', 'deletecollection']);

const queries: Readonly<Record<string, string>> = { watch: '?watch=true', delete: '?dryRun=All' };

/** Nothing is called so: what is allowed by mistake is not found. */
const nobody = 'netproof-test-nobody';

/** @returns method and path of the request that needs this right; all of these kinds are served as v1 */
export const requestFor = ({ place, right }: Forbidden): readonly [method: string, path: string] => {
  const { verb, group, resource, subresource } = parseRight(right);
  const method = methods[verb];
  if (method === undefined) throw new RangeError(`No request needs "${right}"`);
  // To the authorizer, a namespace lies in itself.
  const isItself = place !== everywhere && resource === 'namespaces';
  const isOfAll = ofAll.has(verb) && subresource === undefined;
  const path = [
    ...(group === '' ? ['api', 'v1'] : ['apis', group, 'v1']),
    ...(place === everywhere ? [] : ['namespaces', place]),
    ...(isItself ? [] : [resource]),
    ...(isItself || isOfAll ? [] : [nobody]),
    ...(subresource === undefined ? [] : [subresource]),
  ];
  return [method, `/${path.join('/')}${queries[method === 'DELETE' ? 'delete' : verb] ?? ''}`];
};

export interface Told {
  readonly status: number;
  readonly message: string;
}

/**
 * Does it. Rights are looked at before a body is read: these are empty, and what deletes is tried dry, so
 * that what is allowed by mistake does no harm.
 */
export const tryIt = async (api: RawApi, attempt: Forbidden): Promise<Told> => {
  const isImpersonation = parseRight(attempt.right).verb === 'impersonate';
  const [method, path] = isImpersonation ? (['GET', '/version'] as const) : requestFor(attempt);
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  const { status, text } = await api(method, path, { ...(hasBody ? { body: {} } : {}), ...(isImpersonation ? { headers: { 'impersonate-user': nobody } } : {}) });
  return { status, message: status === 403 ? (JSON.parse(text) as { readonly message: string }).message : text };
};

/** What the API server says where its authorizer refuses; where admission does, it says something else. */
export const refusalOf = ({ namespace, name }: Named, { place, right }: Forbidden): string => {
  const { verb, group, resource, subresource } = parseRight(right);
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  return `User "system:serviceaccount:${namespace}:${name}" cannot ${verb} resource "${what}" in API group "${group}" ${place === everywhere ? 'at the cluster scope' : `in the namespace "${place}"`}`;
};
