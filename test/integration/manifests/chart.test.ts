/** Two ways to install the same: what the chart renders is held against what the overlays build. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { V1Container } from '@kubernetes/client-node';
import { expect } from 'chai';
import { parse } from 'yaml';
import { refusedByRestricted } from '../../support/restricted.ts';
import { notesOf, render } from './chart.ts';
import type { Release } from './chart.ts';
import { jobsIn, namespacesIn, ofKind, parseObjects, podsIn, policiesIn, rightsIn } from './objects.ts';
import type { ManifestObject } from './objects.ts';
import { fixtures, manifests } from './overlays.ts';
import type { OverlayName } from './overlays.ts';
import { requireProgram } from './programs.ts';
import type { Program } from './programs.ts';

const matrix = join(manifests, 'overlays/smoke/jobs/matrix.yaml');

const twins: readonly { overlay: OverlayName; release: Release }[] = [
  { overlay: 'canary', release: { fixture: 'canary' } },
  { overlay: 'smoke', release: { fixture: 'smoke', flags: ['--set-file', `smoke.matrix=${matrix}`] } },
  { overlay: 'audit', release: { fixture: 'audit' } },
];
const allFixtures = globSync('*.yaml', { cwd: fixtures }).map((file) => basename(file, '.yaml'));
const releaseOf = (fixture: string): Release => twins.find(({ release }) => release.fixture === fixture)?.release ?? { fixture };

/** A release of the longest name that helm takes, in a namespace of the longest name. */
const longest: Release = { name: `a.${'b'.repeat(50)}c`, namespace: 'n'.repeat(63), fixture: 'everything', values: { canaryNamespace: { name: '' }, serviceAccount: { create: true, name: '' } } };
const releases: readonly Release[] = [{}, { namespace: 'tools' }, { name: 'other' }, { name: 'other', namespace: 'tools' }, { name: 'v1.2' }, longest, { ...longest, name: `a.${'b'.repeat(50)}d` }].map((release) => ({ values: { audit: { enabled: true, namespaces: ['shop'] } }, ...release }));

/** Names that pods or CronJobs lengthen are the shortest; those of namespaces are labels. */
const longestNames: Readonly<Record<string, number>> = { CronJob: 52, Job: 63, Pod: 63, Namespace: 63 };

/** Whatever they are called: of a binding, whether there is what it binds. */
const guardIn = (objects: readonly ManifestObject[]): unknown[] => {
  const [policies, bindings] = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'].map((kind) => ofKind<{ readonly metadata: { readonly name: string }; readonly spec: { readonly policyName?: string } }>(objects, kind));
  const names = new Set(policies?.map(({ metadata }) => metadata.name));
  return [...(policies ?? []).map(({ spec }) => spec), ...(bindings ?? []).map(({ spec }) => ({ ...spec, policyName: names.delete(spec.policyName ?? '') }))];
};

describe('the chart', function () {
  this.timeout(60_000);
  let [helm, kubectl]: Program[] = [];
  const rendered = (release: Release): Promise<ManifestObject[]> => render(helm as Program, release);
  before(async function () {
    helm = await requireProgram(this, 'helm');
    kubectl = await requireProgram(this, 'kubectl');
  });

  for (const { overlay, release } of twins) {
    it(`gives what overlay ${overlay} gives: rights, Jobs, namespaces, policies`, async () => {
      const built = parseObjects(await (kubectl as Program)(['kustomize', join(manifests, 'overlays', overlay)]));
      const objects = await rendered(release);
      expect(rightsIn(objects)).to.deep.equal(rightsIn(built));
      expect(jobsIn(objects)).to.deep.equal(jobsIn(built));
      expect(policiesIn(objects)).to.deep.equal(policiesIn(built));
      // A release's own namespace is there before it.
      expect(['netproof pod-security.kubernetes.io/enforce=restricted istio-injection=disabled', ...namespacesIn(objects)].toSorted()).to.deep.equal(namespacesIn(built));
    });
  }

  it('guards its account as manifests/guard does', async () => {
    const built = guardIn(parseObjects(await (kubectl as Program)(['kustomize', join(manifests, 'guard')])));
    expect(built).to.have.length(4);
    expect(built.slice(2)).to.deep.equal([{ policyName: true, validationActions: ['Deny'] }, { policyName: true, validationActions: ['Deny'] }]);
    expect(guardIn(await rendered({ values: { guard: true } }))).to.deep.equal(built);
    expect(guardIn(await rendered({}))).to.deep.equal([]);
  });

  /** Of one folder of manifests/rbac, which names no namespace. */
  const rightsOf = async (folder: string): Promise<string[]> => rightsIn(parseObjects(await (kubectl as Program)(['kustomize', join(manifests, 'rbac', folder)])));
  const publishing = async (publish: readonly string[]): Promise<string[]> => rightsIn(await rendered({ ...releaseOf('audit'), values: { publish } })).filter((right) => /reports|events/.test(right));

  it('reads in a namespace what manifests/rbac/look does, and changes nothing there', async () => {
    const built = (await rightsOf('look')).map((right) => right.replace(' in the cluster', ' in kube-system'));
    const readable = rightsIn(await rendered({ values: { readNamespaces: ['kube-system'] } })).filter((right) => right.endsWith(' in kube-system'));
    expect(readable).to.deep.equal(built);
    expect(readable).to.have.length.above(10);
    expect(readable.filter((right) => !/ may (list|get) /.test(right) || /log|secret/.test(right))).to.deep.equal([]);
  });

  it('publishes with the rights of manifests/rbac/publish, as far as it is told to', async () => {
    const built = [...(await rightsOf('publish')).map((right) => right.replace(' in the cluster', ' in shop')), ...(await rightsOf('publish-cluster'))];
    expect(built).to.have.length(9);
    expect(await publishing(['openreports', 'policyreports', 'events'])).to.have.members(built);
    expect(await publishing(['events'])).to.deep.equal(['netproof/netproof may create events.k8s.io/events in shop']);
    expect(await publishing(['openreports'])).to.have.members(built.filter((right) => right.includes(' openreports.io/')));
    expect(await publishing([])).to.deep.equal([]);
    for (const { containers: [container] } of podsIn(await rendered({ values: { publish: ['openreports', 'events'] } }))) expect(container?.args).to.include.members(['--publish=openreports', '--publish=events']);
  });

  for (const fixture of allFixtures) {
    it(`renders ${fixture}.yaml, with pods that meet Pod Security "restricted", and nothing beyond a namespace but to list and to report`, async () => {
      const objects = await rendered(releaseOf(fixture));
      expect(podsIn(objects).flatMap(refusedByRestricted)).to.deep.equal([]);
      expect(rightsIn(objects).filter((right) => right.endsWith(' in the cluster') && !/ may (list |(create|patch) .*\/cluster(policy)?reports in )/.test(right))).to.deep.equal([]);
      expect((await notesOf(helm as Program, releaseOf(fixture))).split('\n')[0]).to.equal('netproof 0.1.0 is in namespace netproof:');
    });
  }

  it('tests a release by the pod that asks the canary', async () => {
    const objects = await rendered({});
    const [test] = ofKind<ManifestObject>(objects, 'Pod');
    expect(test?.metadata.annotations).to.include({ 'helm.sh/hook': 'test', 'helm.sh/hook-delete-policy': 'before-hook-creation' });
    const [testPod, canaryPod] = podsIn(objects);
    const args = testPod?.containers[0]?.args ?? [];
    const container: Readonly<V1Container> | undefined = canaryPod?.containers[0];
    expect(container?.args).to.deep.equal([...args, '--history=configmap/netproof/netproof-canary-history']);
    expect(testPod).to.deep.equal({ ...canaryPod, activeDeadlineSeconds: 900, containers: [{ ...container, args }] });
    expect(args.slice(1)).to.deep.equal(['canary', '--control-namespace=netproof-control', '--canary-namespace=netproof-canary']);
  });

  it('runs the smoke test after installs and upgrades', async () => {
    const [job] = ofKind<ManifestObject>(await rendered(releaseOf('smoke')), 'Job');
    expect(job?.metadata.annotations).to.include({ 'helm.sh/hook': 'post-install,post-upgrade', 'helm.sh/hook-delete-policy': 'before-hook-creation' });
  });

  it('says of an installation that runs nothing that it does, and gives it no rights but over controls', async () => {
    const objects = await rendered({ fixture: 'nothing' });
    expect(podsIn(objects)).to.deep.equal([]);
    expect([...new Set(rightsIn(objects).map((right) => right.split(' in ')[1]))]).to.have.members(['netproof', 'netproof-control']);
    expect(await notesOf(helm as Program, { fixture: 'nothing' })).to.include('- nothing that runs: canary, smoke and audit are off.');
  });

  it('can be installed often: no object of one release is that of another', async () => {
    const named = await Promise.all(releases.map(async (release) => (await rendered(release)).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)));
    const shared = named.flat().filter((name, index, all) => all.indexOf(name) !== index);
    expect([...new Set(shared)]).to.deep.equal([]);
  });

  it('gives names and labels that Kubernetes takes, however long the release is called', async () => {
    for (const { kind, metadata } of (await Promise.all(releases.map(rendered))).flat()) {
      const { name = '', labels = {} } = metadata;
      expect(name, kind).to.match(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/).and.to.have.length.at.most(longestNames[kind] ?? 253);
      if (kind === 'Namespace') expect(name).to.not.include('.');
      for (const [label, value] of Object.entries(labels)) expect(value, label).to.match(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/);
    }
  });

  it('is of the version that it installs', () => {
    const { version } = JSON.parse(readFileSync(join(manifests, '../package.json'), 'utf8')) as { version: string };
    expect(parse(readFileSync(join(manifests, 'chart/Chart.yaml'), 'utf8'))).to.deep.include({ appVersion: version });
  });
});
