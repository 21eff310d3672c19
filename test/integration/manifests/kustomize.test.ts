/** What `kubectl apply -k` would send. Whether a cluster takes it and it does its work is for the end-to-end tests. */
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'chai';
import { refusedByRestricted } from '../../support/restricted.ts';
import { jobsIn, namespacesIn, parseObjects, podsIn, rightsIn } from './objects.ts';
import { manifests, overlayNames } from './overlays.ts';
import { requireProgram } from './programs.ts';
import type { Program } from './programs.ts';

describe('the overlays of manifests/', function () {
  this.timeout(60_000);
  let kubectl: Program;
  const build = async (folder: string) => parseObjects(await kubectl(['kustomize', join(manifests, folder)]));
  before(async function () {
    kubectl = await requireProgram(this, 'kubectl');
  });

  it('are all here', () => expect(globSync('overlays/*/kustomization.yaml', { cwd: manifests }).map((file) => basename(dirname(file))).toSorted()).to.deep.equal([...overlayNames].toSorted()));

  for (const name of overlayNames) {
    describe(name, () => {
      it('builds, and has one thing that runs, all of whose rights are bound to its account', async () => {
        const objects = await build(`overlays/${name}`);
        expect(jobsIn(objects)).to.have.length(1);
        expect(podsIn(objects).map(({ serviceAccountName }) => serviceAccountName)).to.deep.equal(['netproof']);
        for (const right of rightsIn(objects)) expect(right).to.match(/^netproof\/netproof may /);
      });

      it('meets Pod Security "restricted", which its namespaces enforce', async () => {
        const objects = await build(`overlays/${name}`);
        expect(podsIn(objects).flatMap(refusedByRestricted)).to.deep.equal([]);
        for (const namespace of namespacesIn(objects)) expect(namespace).to.match(/^netproof(-control|-canary)? .*enforce=restricted/);
      });
    });
  }

  for (const preset of globSync('presets/*', { cwd: manifests }).toSorted()) {
    it(`builds from ${preset} alone`, async () => expect(rightsIn(await build(preset))).to.have.length.above(10));
  }

  it('have what watches them beside them', async () => expect((await build('monitoring')).map(({ kind }) => kind)).to.have.members(['ServiceMonitor', 'PrometheusRule']));

  it('have no right beyond a namespace but to list', async () => {
    const wide = (await Promise.all(overlayNames.map((name) => build(`overlays/${name}`)))).flatMap(rightsIn).filter((right) => right.endsWith(' in the cluster'));
    expect(wide.filter((right) => !right.includes(' may list '))).to.deep.equal([]);
    expect(wide.filter((right) => /secrets|configmaps/.test(right))).to.deep.equal([]);
  });

  it('ask Argo CD to run the smoke test after a sync, and are otherwise the same', async () => {
    const [smoke, argocd] = [await build('overlays/smoke'), await build('overlays/argocd')];
    expect(jobsIn(argocd)).to.deep.equal(jobsIn(smoke));
    expect(rightsIn(argocd)).to.deep.equal(rightsIn(smoke));
    expect(argocd.find(({ kind }) => kind === 'Job')?.metadata.annotations).to.deep.equal({ 'argocd.argoproj.io/hook': 'PostSync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' });
  });
});
