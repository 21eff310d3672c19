/** The chart, installed by Helm; and its nightly audit, three nights running, while somebody edits a policy and the CNI breaks. */
import { join } from 'node:path';
import { expect } from 'chai';
import { endOf, triggerCronJob } from './manifests/jobs.ts';
import { createHelm } from './support/helm.ts';
import type { Helm } from './support/helm.ts';
import { podsAndLeasesIn } from './support/leftovers.ts';
import { applyObject, makeNamespaces } from './support/namespace.ts';
import type { Stage } from './support/stage.ts';
import { bootTimeoutMs, stageFor } from './support/stages.ts';

const chart = join(import.meta.dirname, '../../manifests/chart');
const namespaces = ['netproof', 'shop'];

/** Of the peers of a rule that has a block among them, some enforcers forget the ports. */
const peers = [{ podSelector: { matchLabels: { app: 'web' } } }, { ipBlock: { cidr: '198.51.100.0/24' } }];
const redisFromWeb = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'redis-from-web', namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: 'redis' } }, ingress: [{ from: peers, ports: [{ port: 6379 }] }] },
};
/** Somebody was in a hurry. */
const redisFromAll = { ...redisFromWeb, metadata: { ...redisFromWeb.metadata, name: 'redis-from-all' }, spec: { ...redisFromWeb.spec, ingress: [{ ports: [{ port: 6379 }] }] } };

const upgrade = ['upgrade', 'netproof', chart, '-n', 'netproof', '--timeout', '3m', '--reuse-values'];

const redis = { namespace: 'shop', labels: { app: 'redis' } };
const matrix = {
  apiVersion: 'netproof.dev/v1alpha1',
  kind: 'ExpectedMatrix',
  metadata: { name: 'shop' },
  sources: { web: { namespace: 'shop', labels: { app: 'web' } }, other: { namespace: 'shop', labels: { app: 'other' } } },
  targets: { redis: { standIn: redis, port: 6379 }, debug: { standIn: redis, port: 9999 } },
  expect: { web: { redis: 'allow', debug: 'deny' }, other: { '*': 'deny' } },
};

const values = {
  image: { repository: 'localhost/netproof', tag: 'test', pullPolicy: 'Never' },
  smoke: { enabled: true, namespaces: ['shop'], matrix },
  audit: { enabled: true, namespaces: ['shop'], matrix },
};

describe('the chart, on an enforcer that goes wrong', function () {
  this.timeout(180_000);
  let stage: Stage;
  let helm: Helm;

  const audit = async (night: number): ReturnType<typeof endOf> => {
    await triggerCronJob(stage.kubectl, 'netproof-audit', `night-${night}`);
    return endOf(stage.kubectl, `night-${night}`);
  };

  before(async function () {
    this.timeout(bootTimeoutMs);
    stage = await stageFor(this, 'faulty');
    helm = await createHelm(stage.cluster.kubeconfig);
    await stage.cluster.setFault(undefined);
    await makeNamespaces(stage.kubectl, namespaces);
    await stage.kubectl(['label', 'namespace', 'netproof', 'pod-security.kubernetes.io/enforce=restricted']);
    await applyObject(stage.kubectl, redisFromWeb);
  });

  after(async () => {
    await stage.cluster.setFault(undefined);
    await stage.kubectl(['delete', 'namespace', ...namespaces, '--ignore-not-found', '--wait=false']);
  });

  it('installs, and with it the smoke test has passed', async () => {
    const said = await helm(['install', 'netproof', chart, '-n', 'netproof', '--timeout', '3m', '-f', '-'], { input: JSON.stringify(values) });

    expect(said).to.include('STATUS: deployed');
    expect((await endOf(stage.kubectl, 'netproof-smoke')).log).to.include('4 of 4 cells conform');
  });

  it('has a test for Helm, which asks the canary', async () => {
    const said = await helm(['test', 'netproof', '-n', 'netproof', '--timeout', '3m', '--logs']);
    expect(said).to.match(/Phase:\s+Succeeded/).and.to.include('This cluster enforces NetworkPolicy on all 2 nodes that were asked');
  });

  it('in the first night finds nothing', async () => {
    const { code, log } = await audit(1);
    expect([code, log.includes('6 of 6 cells conform')], log).to.deep.equal([0, true]);
  });

  it('in the second night, the CNI ignores ports beside a block: a leak is new, under the same policies, which no canary sees', async () => {
    await stage.cluster.setFault({ model: 'FM-PORT', variant: 'a-block' });

    const { code, log } = await audit(2);

    expect(log).to.include('This cluster enforces NetworkPolicy on all 2 nodes that were asked');
    expect(log).to.match(/new\s+leak\s+web -> debug/).and.to.include('Under the same policies');
    expect(log).not.to.include('Policies say otherwise');
    expect(code).to.equal(1);
  });

  it('in the third night, the CNI is mended and a policy lets everybody in: the leak is mended, and policies say otherwise', async () => {
    await stage.cluster.setFault(undefined);
    await applyObject(stage.kubectl, redisFromAll);

    const { code, log } = await audit(3);

    expect(log).to.match(/mended\s+leak\s+\.x\.\s+web -> debug/).and.to.match(/new\s+leak\s+\.\.x\s+other -> redis/).and.to.match(/Policies say otherwise\n.*: deny, and now allow \(decided by shop\/redis-from-all/);
    expect(log).to.include('all as the NetworkPolicies say: they are what is to be mended');
    expect(code).to.equal(1);
  });

  it('upgrades only where the cluster does what the matrix says', async () => {
    const refusal = await helm(upgrade).then(() => 'none', String);
    expect(refusal).to.include('post-upgrade hooks failed');

    await stage.kubectl(['delete', 'networkpolicy', 'redis-from-all', '-n', 'shop']);
    expect(await helm(upgrade)).to.include('STATUS: deployed');
  });

  it('is removed with all that it has made', async () => {
    await helm(['uninstall', 'netproof', '-n', 'netproof', '--wait']);

    const left = await Promise.all(
      [['clusterroles,clusterrolebindings'], ['namespaces'], ['roles,rolebindings', '-A']].map((what) => stage.kubectl(['get', ...what, '-l', 'app.kubernetes.io/instance=netproof', '-o', 'name'])),
    );
    expect(left.join('')).to.equal('');
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });
});
