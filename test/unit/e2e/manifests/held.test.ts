/** Whoever asks a cluster whether rights are as they should be must be able to hear no. */
import { expect } from 'chai';
import { everywhere } from '../../../e2e/manifests/granted.ts';
import type { Grants } from '../../../e2e/manifests/granted.ts';
import { differencesOf } from '../../../e2e/manifests/held.ts';
import type { Differences } from '../../../e2e/manifests/held.ts';
import type { RawApi } from '../../../e2e/manifests/raw-api.ts';
import { rightsOf } from '../../../support/rights.ts';
import type { RightParts, Rule } from '../../../support/rights.ts';

const core = {
  items: [
    {
      metadata: {},
      versions: [
        {
          version: 'v1',
          resources: [
            { resource: 'pods', scope: 'Namespaced', verbs: ['get', 'list', 'delete'], subresources: [{ subresource: 'exec', verbs: ['create', 'get'] }] },
            { resource: 'namespaces', scope: 'Cluster', verbs: ['get', 'patch'] },
            { resource: 'nodes', scope: 'Cluster', verbs: ['get', 'list'] },
          ],
        },
      ],
    },
  ],
};
const apps = { items: [{ metadata: { name: 'apps' }, versions: [{ version: 'v1', resources: [{ resource: 'deployments', scope: 'Namespaced', verbs: ['list', 'patch'] }] }] }] };

/** Of a review of either kind. */
interface Spec {
  readonly namespace: string;
  readonly resourceAttributes: RightParts & { readonly namespace?: string };
}

type RulesByPlace = Readonly<Record<string, readonly Rule[]>>;

const common: Rule = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] };
const version: Rule = { nonResourceURLs: ['/version'], verbs: ['get'] };

const has = (asked: string, told: readonly string[] = []): boolean => told.includes(asked) || told.includes('*');

/** An API server's authorizer, as RBAC has it: rules of the cluster, and of the namespace. */
const serverWith = (rules: RulesByPlace): RawApi => {
  const rulesIn = (namespace: string): readonly Rule[] => [common, version, ...(rules[everywhere] ?? []), ...(namespace === everywhere ? [] : (rules[namespace] ?? []))];
  const allows = ({ verb, group, resource, subresource, name, namespace = everywhere }: Spec['resourceAttributes']): boolean =>
    rulesIn(namespace).some((rule) => has(verb, rule.verbs) && has(group, rule.apiGroups) && has(subresource === undefined ? resource : `${resource}/${subresource}`, rule.resources) && (rule.resourceNames === undefined || has(name ?? '', rule.resourceNames)));
  const answer = (path: string, { namespace = everywhere, resourceAttributes }: Partial<Spec> = {}): unknown => {
    if (path === '/api') return core;
    if (path === '/apis') return apps;
    if (resourceAttributes !== undefined) return { status: { allowed: allows(resourceAttributes) } };
    const all = rulesIn(namespace);
    return { status: { incomplete: false, resourceRules: all.filter((rule) => rule !== version), nonResourceRules: [version] } };
  };
  return (_method, path, { body } = {}) => Promise.resolve({ status: 201, headers: {}, text: JSON.stringify(answer(path, (body as { readonly spec: Spec } | undefined)?.spec)) });
};

const pods: Rule = { apiGroups: [''], resources: ['pods'], verbs: ['list', 'delete'] };
const nodes: Rule = { apiGroups: [''], resources: ['nodes'], verbs: ['list'] };
const history: Rule = { apiGroups: [''], resources: ['configmaps'], resourceNames: ['history'], verbs: ['get'] };
const own: Rule = { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] };
const granted: Grants = new Map([
  ['shop', [pods, history, own].flatMap(rightsOf)],
  [everywhere, rightsOf(nodes)],
]);
const asGranted: RulesByPlace = { shop: [pods, history, own], [everywhere]: [nodes] };

const cases: readonly { readonly name: string; readonly rules: RulesByPlace; readonly expected: Differences }[] = [
  { name: 'nothing where all is as it was granted, beside what everybody may', rules: asGranted, expected: { missing: [], beyond: [] } },
  { name: 'a verb too many', rules: { ...asGranted, shop: [pods, history, own, { ...pods, verbs: ['get'] }] }, expected: { missing: [], beyond: ['get /pods in shop'] } },
  { name: 'a verb of a subresource', rules: { ...asGranted, shop: [pods, history, own, { ...pods, resources: ['pods/exec'], verbs: ['create'] }] }, expected: { missing: [], beyond: ['create /pods/exec in shop'] } },
  { name: 'a verb in a place where nothing was granted', rules: { ...asGranted, other: [own] }, expected: { missing: [], beyond: ['get /namespaces in other'] } },
  { name: 'a verb that no request has', rules: { ...asGranted, [everywhere]: [nodes, { apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }] }, expected: { missing: [], beyond: ['impersonate /users in other', 'impersonate /users in shop', 'impersonate /users in the cluster'] } },
  { name: 'an object by its name', rules: { ...asGranted, shop: [pods, own, { ...history, resourceNames: ['history', 'secret'] }] }, expected: { missing: [], beyond: ['get /configmaps secret in shop'] } },
  { name: 'a wildcard, as it is written and by what it comes to', rules: { ...asGranted, shop: [pods, history, own, { apiGroups: ['apps'], resources: ['deployments'], verbs: ['*'] }] }, expected: { missing: [], beyond: ['* apps/deployments in shop', 'patch apps/deployments in shop'] } },
  { name: 'a path that is no object', rules: { ...asGranted, shop: [pods, history, own, { nonResourceURLs: ['/metrics'], verbs: ['get'] }] }, expected: { missing: [], beyond: ['get /metrics in shop'] } },
  { name: 'a verb too few', rules: { ...asGranted, shop: [{ ...pods, verbs: ['list'] }, own] }, expected: { missing: ['delete /pods in shop', 'get /configmaps history in shop'], beyond: [] } },
  { name: 'a right of the cluster that holds in a namespace alone', rules: { shop: [pods, history, own, nodes] }, expected: { missing: ['list /nodes in other', 'list /nodes in the cluster'], beyond: [] } },
];

describe('rights that are held, against those that were granted', () => {
  for (const { name, rules, expected } of cases) {
    it(`finds ${name}`, async () => {
      const accounts = { own: serverWith(rules), anybody: serverWith({}) };
      expect(await differencesOf(accounts, granted, { namespaces: ['shop', 'other'], swept: ['shop', everywhere] })).to.deep.equal(expected);
    });
  }
});
