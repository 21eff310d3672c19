/** What a run writes into the cluster, judged by the API server and the CRDs of those who made them. */
import { join } from 'node:path';
import { expect } from 'chai';
import { reportApis } from '../../src/report/published/policy-reports.ts';
import type { ReportApi } from '../../src/report/published/policy-reports.ts';
import { silent } from '../cluster/index.ts';
import { ensurePrograms } from '../cluster/programs/build.ts';
import { openreports, policyreports } from '../cluster/programs/modules.ts';
import { writeMatrix } from './support/matrix.ts';
import { applyObject, makeNamespaces, removeNamespace } from './support/namespace.ts';
import type { Stage } from './support/stage.ts';
import { bootTimeoutMs, stageFor } from './support/stages.ts';

const namespace = 'e2e-published';

/** One cell conforms; of the other a person expects what policy denies. */
const matrix = writeMatrix('published', {
  sources: { client: { namespace, labels: { app: 'client' } } },
  targets: { server: { standIn: { namespace, labels: { app: 'server' } }, port: 8080 }, other: { standIn: { namespace, labels: { app: 'other' } }, port: 8080 } },
  expect: { client: { server: 'allow', other: 'allow' } },
});

const denyServer = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny-server', namespace }, spec: { podSelector: { matchLabels: { app: 'server' } }, ingress: [] } };

interface PolicyReport {
  readonly summary: Readonly<Record<string, number>>;
  readonly results: readonly { readonly result: string; readonly message?: string; readonly properties: Readonly<Record<string, string>> }[];
}

interface Events {
  readonly items: readonly { readonly reason: string; readonly regarding: { readonly kind: string; readonly name: string }; readonly reportingController: string }[];
}

const apis = [
  { api: 'openreports', module: openreports },
  { api: 'policyreports', module: policyreports },
] as const;

/** In a namespace, and for the whole cluster: as kubectl calls them. */
const resourcesOf = (api: ReportApi): string[] => [reportApis[api].namespaced, reportApis[api].cluster].map(({ plural }) => `${plural}.${reportApis[api].group}`);

describe('what is published, on Calico', function () {
  this.timeout(120_000);
  let stage: Stage;
  const run = (...flags: string[]) => stage.netproof.matrix(matrix, ['--no-canary', ...flags]);

  before(async function () {
    this.timeout(bootTimeoutMs);
    stage = await stageFor(this, 'calico');
    await makeNamespaces(stage.kubectl, [namespace]);
    await applyObject(stage.kubectl, denyServer);
  });

  after(async () => {
    await removeNamespace(stage.kubectl, namespace);
    await stage.kubectl(['delete', 'crd', ...apis.flatMap(({ api }) => resourcesOf(api)), '--ignore-not-found']);
  });

  it('is nothing where the cluster knows no policy reports, and the exit code stays', async () => {
    const { code, stderr } = await run('--publish', 'openreports', '--publish', 'policyreports');

    expect(stderr).to.include('openreports are not published: the cluster does not know them').and.to.include('policyreports are not published');
    expect(code).to.equal(1);
  });

  describe('where the cluster knows them', () => {
    before(async () => {
      for (const { api, module } of apis) {
        const crds = await ensurePrograms(module, silent);
        for (const resource of resourcesOf(api)) {
          await stage.kubectl(['apply', '--server-side', '-f', join(crds, `${resource.split('.')[0]}.yaml`)]);
          await stage.kubectl(['wait', '--for=condition=Established', '--timeout=30s', `crd/${resource}`]);
        }
      }
      const { code, stderr } = await run(...apis.flatMap(({ api }) => ['--publish', api]), '--publish', 'events');
      expect([code, stderr.includes('not published')], stderr).to.deep.equal([1, false]);
    });

    for (const { api } of apis) {
      it(`is a report in the namespace and one for the cluster: ${api}`, async () => {
        const [namespaced = '', clusterWide = ''] = resourcesOf(api);
        const report = await stage.kubectl.json<PolicyReport>(['get', namespaced, 'netproof-published', '-n', namespace]);
        expect(report.summary).to.deep.equal({ pass: 1, fail: 1, warn: 0, error: 0, skip: 0 });
        expect(report.results.find(({ result }) => result === 'fail')).to.have.property('message').that.includes('client -> server');
        await stage.kubectl(['get', clusterWide, 'netproof-published']);
      });
    }

    it('is Events about the policy that decides', async () => {
      const { items } = await stage.kubectl.json<Events>(['get', 'events.events.k8s.io', '-n', namespace]);
      expect(items.filter(({ reportingController }) => reportingController === 'netproof.dev/netproof').map(({ reason, regarding }) => `${reason} ${regarding.kind} ${regarding.name}`)).to.include('Overblock NetworkPolicy deny-server');
    });

    it('takes the place of what an earlier run had published', async () => {
      const before = await stage.kubectl(['get', 'reports.openreports.io', '-n', namespace, '-o', 'jsonpath={.items[*].results[0].properties.run}']);
      await run('--publish', 'openreports');
      const after = await stage.kubectl(['get', 'reports.openreports.io', '-n', namespace, '-o', 'jsonpath={.items[*].results[0].properties.run}']);
      expect([after === before, after.split(' ').length]).to.deep.equal([false, 1]);
    });

    it('is what -o openreports prints: the API server takes every field of it', async () => {
      const { stdout } = await stage.netproof(['run', '-f', matrix, '--no-canary', '-o', 'openreports', '--image', 'localhost/netproof:test', '--image-pull-policy', 'Never']);
      await stage.kubectl(['apply', '--server-side', '--force-conflicts', '--validate=strict', '-f', '-'], { input: stdout });
    });
  });
});
