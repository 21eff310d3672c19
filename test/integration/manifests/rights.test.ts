/** What the roles of manifests/ may do: where they change something, and what the documents say of it. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'chai';
import { everywhere, grantsIn } from '../../e2e/manifests/granted.ts';
import { forbidden } from '../../e2e/manifests/forbidden.ts';
import { parseRight, rightsOf } from '../../support/rights.ts';
import type { Rule } from '../../support/rights.ts';
import { parseObjects } from './objects.ts';
import { manifests, overlayNames } from './overlays.ts';
import { requireProgram } from './programs.ts';

const rulesOf = (file: string): readonly Rule[] => parseObjects(readFileSync(join(manifests, file), 'utf8')).flatMap((object) => (object['rules'] ?? []) as readonly Rule[]);
const roles = new Map(globSync('rbac/*/role.yaml', { cwd: manifests }).toSorted().map((file) => [basename(dirname(file)), rulesOf(file)]));

const verbs = (some: readonly string[], on: string): string[] => some.map((verb) => `${verb} ${on}`);
const pods = verbs(['create', 'patch', 'delete'], '/pods');
const leases = verbs(['create', 'delete'], 'coordination.k8s.io/leases');
const services = verbs(['create', 'delete'], '/services');
const reports = (...kinds: readonly string[]): string[] => kinds.flatMap((kind) => verbs(['create', 'patch'], kind));

/** By role; nothing else is written by anybody. */
const writes: Readonly<Record<string, readonly string[]>> = {
  canary: [...pods, ...leases, ...services, ...verbs(['create', 'delete'], 'networking.k8s.io/networkpolicies')],
  control: [...pods, ...leases, 'patch coordination.k8s.io/leases', ...services],
  guest: [...pods, ...leases],
  look: [],
  nodes: [],
  publish: [...reports('openreports.io/reports', 'wgpolicyk8s.io/policyreports'), 'create events.k8s.io/events'],
  'publish-cluster': reports('openreports.io/clusterreports', 'wgpolicyk8s.io/clusterpolicyreports'),
  read: [],
  self: ['patch /configmaps netproof-canary-history', 'patch /configmaps netproof-audit-history'],
};

/** What is read besides by listing and watching. */
const reads: Readonly<Record<string, readonly string[]>> = {
  canary: ['get /namespaces', 'get /pods/log'],
  control: ['get /namespaces', 'get /pods/log'],
  guest: ['get /namespaces', 'get /pods/log'],
  look: ['get /namespaces', 'get /configmaps kube-root-ca.crt'],
  self: ['get /pods', 'get /configmaps netproof-canary-history', 'get /configmaps netproof-audit-history'],
};

/** The rows of the tables of rights: groups, resources and verbs. A verb may stand beside its scope, where it is needed there alone. */
const safety = readFileSync(join(manifests, '../docs/safety.md'), 'utf8');
const rows = [...safety.slice(safety.indexOf('\n## Rights\n')).matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].filter(([, group]) => group !== 'API group' && group !== '–');
const documented = new Set(
  rows.flatMap(([, groups = '', resources = '', ...rest]) =>
    rightsOf({
      apiGroups: groups.split(/, (?:or else )?/).map((group) => (group === 'core' ? '' : group)),
      resources: resources.replaceAll(/ \(.*?\)/g, '').split(', '),
      verbs: rest.join(' ').match(/\b(?:get|list|watch|create|update|patch|deletecollection|delete)\b/g) ?? [],
    }),
  ),
);

const withoutGroup = (right: string): string => {
  const { verb, resource, subresource } = parseRight(right);
  return `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
};

describe('the roles of manifests/', () => {
  it('are all here', () => expect([...roles.keys()]).to.have.members(Object.keys(writes)));

  for (const [role, rules] of roles) {
    it(`${role}: change what they are for, and read nothing but that by name`, () => {
      const rights = rules.flatMap(rightsOf);
      expect(rights.filter((right) => !/^(?:get|list|watch) /.test(right))).to.have.members([...(writes[role] ?? [])]);
      expect(rights.filter((right) => right.startsWith('get '))).to.have.members([...(reads[role] ?? [])]);
      expect(rights.filter((right) => /\*|secrets/.test(right))).to.deep.equal([]);
    });

    it(`${role}: stand in docs/safety.md, right by right`, () => {
      expect(rules.flatMap((rule) => rightsOf({ ...rule, resourceNames: [] })).filter((right) => !documented.has(right))).to.deep.equal([]);
    });
  }

  it('leave out what docs/safety.md says is needed where namespaces are made for a run, or every account has', () => {
    const granted = new Set([...roles.values()].flat().flatMap(rightsOf).map(withoutGroup));
    expect(new Set([...documented].map(withoutGroup).filter((right) => !granted.has(right)))).to.deep.equal(
      new Set(['create selfsubjectaccessreviews', 'create namespaces', 'delete namespaces', 'deletecollection pods', 'create configmaps']),
    );
  });

  it('give to no preset what the tests try to do without a right', async function () {
    const kubectl = await requireProgram(this, 'kubectl');
    for (const overlay of overlayNames) {
      const granted = grantsIn(parseObjects(await kubectl(['kustomize', join(manifests, 'overlays', overlay)])), { namespace: 'netproof', name: 'netproof' });
      const given = forbidden.filter(({ place, right }) => [place, everywhere].some((one) => granted.get(one)?.some((held) => held === right || held.startsWith(`${right} `))));
      expect(given, overlay).to.deep.equal([]);
      for (const right of [...granted.values()].flat()) expect(parseRight(right).verb).to.not.equal('*');
    }
  });
});
