/**
 * What an account may do, by the API server's own word, against what it was granted. Asked in two ways: the rules that hold for
 * it, which show rights by name and wildcards as well; and each verb of all that is served, by itself, which is what counts.
 */
import { forEachBounded } from '../../../src/run/bounded.ts';
import { parseRight, rightsOf } from '../../support/rights.ts';
import type { Rule } from '../../support/rights.ts';
import { everywhere } from './granted.ts';
import type { Grants } from './granted.ts';
import { objectOf } from './raw-api.ts';
import type { RawApi } from './raw-api.ts';

export interface Accounts {
  readonly own: RawApi;
  /** Bound to nothing: what it may do, everybody may who has an account. */
  readonly anybody: RawApi;
}

export interface Places {
  /** Where the rules are looked at. */
  readonly namespaces: readonly string[];
  /** Where each verb is asked for, {@link everywhere} perhaps among them. */
  readonly swept: readonly string[];
}

/** `RIGHT in PLACE`. */
export interface Differences {
  readonly missing: readonly string[];
  readonly beyond: readonly string[];
}

const atOnce = 16;

/** No request has these verbs: admission and the API server's own handlers ask for them. */
const beside = [
  ...rightsOf({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'clusterroles'], verbs: ['bind', 'escalate'] }),
  ...rightsOf({ apiGroups: [''], resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] }),
  ...rightsOf({ apiGroups: ['authentication.k8s.io'], resources: ['uids', 'userextras'], verbs: ['impersonate'] }),
  ...rightsOf({ apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['approve', 'sign', 'attest'] }),
  '* */*',
];

const add = (found: Set<string>, right: string, place: string): void => void found.add(`${right} in ${place === everywhere ? 'the cluster' : place}`);

export const differencesOf = async ({ own, anybody }: Accounts, granted: Grants, { namespaces, swept }: Places): Promise<Differences> => {
  const missing = new Set<string>();
  const beyond = new Set<string>();
  const grantedIn = (place: string): ReadonlySet<string> => new Set([everywhere, place].flatMap((one) => granted.get(one) ?? []));

  await forEachBounded(namespaces, atOnce, async (namespace) => {
    const expected = grantedIn(namespace);
    const [held, common] = await Promise.all([rulesIn(own, namespace), rulesIn(anybody, namespace)]);
    for (const right of expected) if (!held.has(right)) add(missing, right, namespace);
    for (const right of held) if (!expected.has(right) && !common.has(right)) add(beyond, right, namespace);
  });

  const served = await servedRights(own);
  const questions = swept.flatMap((place) => {
    const expected = grantedIn(place);
    const rights = served.filter(({ namespaced }) => namespaced || place === everywhere).map(({ right }) => right);
    return [...new Set([...rights, ...beside, ...expected])].map((right) => ({ place, right, isGranted: expected.has(right) }));
  });
  await forEachBounded(questions, atOnce, async ({ place, right, isGranted }) => {
    const isAllowed = await allows(own, right, place);
    if (isGranted && !isAllowed) add(missing, right, place);
    if (isAllowed && !isGranted && !(await allows(anybody, right, place))) add(beyond, right, place);
  });
  return { missing: [...missing].toSorted(), beyond: [...beyond].toSorted() };
};

const review = <T>(api: RawApi, kind: string, spec: object): Promise<T> =>
  objectOf(api('POST', `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`, { body: { apiVersion: 'authorization.k8s.io/v1', kind, spec } }));

interface RulesReview {
  readonly status: { readonly incomplete: boolean; readonly evaluationError?: string; readonly resourceRules: readonly Rule[]; readonly nonResourceRules: readonly Rule[] };
}

/** @throws Error where some authorizer cannot tell its rules */
const rulesIn = async (api: RawApi, namespace: string): Promise<ReadonlySet<string>> => {
  const { status } = await review<RulesReview>(api, 'SelfSubjectRulesReview', { namespace });
  if (status.incomplete) throw new Error(`The rules in ${namespace} are not all: ${status.evaluationError}`);
  return new Set([...status.resourceRules, ...status.nonResourceRules].flatMap(rightsOf));
};

const allows = async (api: RawApi, right: string, place: string): Promise<boolean> => {
  const resourceAttributes = { ...parseRight(right), ...(place === everywhere ? {} : { namespace: place }) };
  const { status } = await review<{ readonly status: { readonly allowed: boolean } }>(api, 'SelfSubjectAccessReview', { resourceAttributes });
  return status.allowed;
};

interface Discovery {
  readonly items: readonly {
    /** Core has no name. */
    readonly metadata: { readonly name?: string };
    readonly versions: readonly { readonly resources?: readonly ServedResource[] }[];
  }[];
}

interface ServedResource {
  readonly resource: string;
  readonly scope: string;
  readonly verbs: readonly string[];
  readonly subresources?: readonly { readonly subresource: string; readonly verbs: readonly string[] }[];
}

const withResources = { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' };

interface ServedRight {
  readonly right: string;
  readonly namespaced: boolean;
}

/** Of what there is by now, custom resources included, whatever can be done with it. */
const servedRights = async (api: RawApi): Promise<ServedRight[]> => {
  const answers = await Promise.all(['/api', '/apis'].map((path) => objectOf<Discovery>(api('GET', path, { headers: withResources }))));
  return answers.flatMap(({ items }) =>
    items.flatMap(({ metadata: { name: group = '' }, versions }) =>
      versions.flatMap(({ resources = [] }) =>
        resources.flatMap(({ resource, scope, verbs, subresources = [] }) => {
          const parts = [{ resource, verbs }, ...subresources.map(({ subresource, verbs: some }) => ({ resource: `${resource}/${subresource}`, verbs: some }))];
          // To the authorizer, a namespace lies in itself.
          const namespaced = scope === 'Namespaced' || (group === '' && resource === 'namespaces');
          return parts.flatMap((part) => rightsOf({ apiGroups: [group], resources: [part.resource], verbs: part.verbs }).map((right) => ({ right, namespaced })));
        }),
      ),
    ),
  );
};
