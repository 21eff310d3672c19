/** Everything that `manifests/` can come to, as the API server takes it: field by field, and nothing is created. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import { silent } from '../cluster/index.ts';
import { ensurePrograms } from '../cluster/programs/build.ts';
import { monitoring } from '../cluster/programs/modules.ts';
import { ofKind, parseObjects } from '../integration/manifests/objects.ts';
import type { ManifestObject } from '../integration/manifests/objects.ts';
import { fixtures, manifests, overlayNames } from '../integration/manifests/overlays.ts';
import { rejection } from '../support/rejection.ts';
import { createHelm } from './support/helm.ts';
import type { Helm } from './support/helm.ts';
import { applyObject } from './support/namespace.ts';
import type { Stage } from './support/stage.ts';
import { bootTimeoutMs, stageFor } from './support/stages.ts';

/** That of `smoke` is given the matrix on the command line, and `everything` has it. */
const releases = ['canary', 'audit', 'everything', 'nothing', 'passed-on'] as const;
const crds = ['servicemonitors', 'prometheusrules'] as const;

describe('manifests/, by the API server', function () {
  this.timeout(60_000);
  let stage: Stage;
  let helm: Helm;
  const made: string[] = [];
  const priorities = new Set<string>();

  before(async function () {
    this.timeout(bootTimeoutMs);
    stage = await stageFor(this, 'calico');
    helm = await createHelm(stage.cluster.kubeconfig);
    const folder = await ensurePrograms(monitoring, silent);
    for (const crd of crds) await stage.kubectl(['apply', '--server-side', '-f', join(folder, `${crd}.yaml`)]);
    for (const crd of crds) await stage.kubectl(['wait', '--for=condition=Established', '--timeout=30s', `crd/${crd}.monitoring.coreos.com`]);
  });

  after(async () => {
    if (made.length > 0) await stage.kubectl(['delete', 'namespace', ...made, '--ignore-not-found', '--wait=false']);
    if (priorities.size > 0) await stage.kubectl(['delete', 'priorityclass', ...priorities]);
    await stage.kubectl(['delete', 'crd', ...crds.map((crd) => `${crd}.monitoring.coreos.com`), '--ignore-not-found']);
  });

  /** What lies in a namespace can only be tried where that is there, and a pod only where its service account and its priority are. */
  const makeSurroundings = async (objects: readonly ManifestObject[]): Promise<void> => {
    const names = objects.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : metadata.namespace) ?? []);
    for (const name of new Set(names)) {
      if (made.includes(name)) continue;
      await stage.kubectl(['create', 'namespace', name]);
      made.push(name);
    }
    for (const { metadata, spec } of ofKind<V1Pod>(objects, 'Pod')) {
      const account = { name: spec?.serviceAccountName ?? 'default', namespace: metadata?.namespace ?? 'default' };
      await applyObject(stage.kubectl, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account });
      const priority = spec?.priorityClassName;
      if (priority === undefined) continue;
      await applyObject(stage.kubectl, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: priority }, value: 0 });
      priorities.add(priority);
    }
  };
  const tryAll = async (text: string): Promise<string[]> => {
    await makeSurroundings(parseObjects(text));
    const told = await stage.kubectl(['apply', '--server-side', '--force-conflicts', '--dry-run=server', '--validate=strict', '-f', '-'], { input: text });
    return told.trim().split('\n');
  };
  const expectTaken = async (text: string): Promise<void> => {
    const told = await tryAll(text);
    expect(told).to.have.length(parseObjects(text).length);
    for (const line of told) expect(line).to.match(/ serverside-applied \(server dry run\)$/);
  };

  for (const folder of [...overlayNames.map((name) => `overlays/${name}`), 'guard', 'rbac/look', 'rbac/publish', 'rbac/publish-cluster']) {
    it(`takes ${folder}`, async () => expectTaken(await stage.kubectl(['kustomize', join(manifests, folder)])));
  }

  for (const file of ['service-monitor', 'prometheus-rule']) {
    it(`takes monitoring/${file}.yaml`, () => expectTaken(readFileSync(join(manifests, 'monitoring', `${file}.yaml`), 'utf8')));
  }

  for (const release of releases) {
    it(`takes the chart, with values as in ${release}.yaml`, async () => expectTaken(await helm(['template', 'netproof', join(manifests, 'chart'), '--namespace', 'netproof', '--values', join(fixtures, `${release}.yaml`)])));
  }

  it('refuses a field that does not exist', async () => {
    const text = readFileSync(join(manifests, 'monitoring/service-monitor.yaml'), 'utf8').replace('endpoints:', 'endpoint:');
    expect((await rejection(tryAll(text))).message).to.match(/spec\.endpoint\b/);
  });
});
