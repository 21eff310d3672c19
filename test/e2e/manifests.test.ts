/** What `manifests/` installs, as a user would: with its own ServiceAccount, its own rights and no more, under Pod Security "restricted". */
import { join } from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { connect } from '../../src/cluster/connection.ts';
import type { Connection } from '../../src/cluster/connection.ts';
import { labelPod } from '../../src/cluster/world.ts';
import { manifests } from '../integration/manifests/overlays.ts';
import { isThorough } from '../support/thorough.ts';
import { differencesFrom, none } from './manifests/differences.ts';
import { forbidden, refusalOf, tryIt } from './manifests/forbidden.ts';
import { everywhere } from './manifests/granted.ts';
import { endOf, triggerCronJob } from './manifests/jobs.ts';
import { expectRefusal, expectRefusals, expectTheSame } from './manifests/less.ts';
import type { Asked } from './manifests/less.ts';
import type { Command } from './manifests/optional.ts';
import { overlayOn } from './manifests/overlay.ts';
import type { OverlayName } from './manifests/overlay.ts';
import { createRawApi } from './manifests/raw-api.ts';
import type { RawApi } from './manifests/raw-api.ts';
import { clusterRole, roleIn, roleWithout, withRole } from './manifests/rights.ts';
import type { Role } from './manifests/rights.ts';
import { servedMetrics } from './manifests/served-metrics.ts';
import { deployShop, redisFromWeb } from './manifests/shop.ts';
import { kubeconfigOf } from './support/kubeconfig.ts';
import { podsAndLeasesIn } from './support/leftovers.ts';
import { writeMatrix } from './support/matrix.ts';
import { applyObject } from './support/namespace.ts';
import { createNetproof, localImage } from './support/netproof.ts';
import type { Netproof } from './support/netproof.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';
import { httpPodSpec } from './support/workload.ts';

const account = { namespace: 'netproof', name: 'netproof' };
const lent = ['netproof-control', 'netproof-canary'];

/** What somebody could try who has the account's token. */
const fakeProbe = ({ labels = { 'netproof.dev/probe': 'true' }, container = {}, ...spec }: { readonly labels?: Record<string, string>; readonly container?: object; readonly [field: string]: unknown }): object => {
  const [http] = httpPodSpec.containers;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: 'fake', labels }, spec: { ...httpPodSpec, containers: [{ ...http, ...container }], ...spec } };
};
const { securityContext: narrow } = httpPodSpec.containers[0];

const matrix = stringify({
  apiVersion: 'netproof.dev/v1alpha1',
  kind: 'ExpectedMatrix',
  metadata: { name: 'shop' },
  sources: { web: { namespace: 'shop', labels: { app: 'web' } }, other: { namespace: 'shop', labels: { app: 'other' } } },
  targets: { redis: { standIn: { namespace: 'shop', labels: { app: 'redis' } }, port: 6379 } },
  expect: { web: { redis: 'allow' }, other: { redis: 'deny' } },
});

describe('the manifests, on Calico', function () {
  this.timeout(180_000);
  let stage: Stage;
  let asPreset: Netproof;

  /** What another preset allowed must not help this one. */
  const clear = async (): Promise<void> => {
    await stage.kubectl(['delete', 'clusterrole,clusterrolebinding', 'netproof-nodes', 'netproof-read', '--ignore-not-found']);
    await stage.kubectl(['delete', 'namespace', 'netproof', ...lent, '--ignore-not-found', '--wait']);
  };
  const apply = async (overlay: OverlayName, options?: Parameters<typeof overlayOn>[1]): Promise<void> => {
    await stage.kubectl(['apply', '-k', overlayOn(overlay, options)]);
    asPreset = createNetproof(await kubeconfigOf(stage.kubectl, account));
  };
  const left = async (): Promise<string[]> => {
    const ours = await Promise.all(lent.map((namespace) => stage.kubectl(['get', 'pods,services,networkpolicies,leases', '-n', namespace, '-o', 'name', '--ignore-not-found'])));
    return [...(await podsAndLeasesIn(stage.kubectl)), ...ours.flatMap((text) => text.split('\n')).filter((name) => name !== '')];
  };

  const enforced = 'This cluster enforces NetworkPolicy on all 2 nodes that were asked';
  /** As the account, from here: what the overlays' containers do, with rights that a test has changed. */
  const commands: Readonly<Record<Command, Omit<Asked, 'command'>>> = {
    canary: { run: () => asPreset(['canary', '--control-namespace', 'netproof-control', '--canary-namespace', 'netproof-canary', ...localImage]), finds: enforced },
    smoke: { run: () => asPreset(['run', '-f', `${overlayOn('smoke', { matrix })}/matrix.yaml`, '--control-namespace', 'netproof-control', ...localImage]), finds: '2 of 2 cells conform' },
    audit: { run: () => asPreset(['run', '--from-policies', '-n', 'shop', '--control-namespace', 'netproof-control', '--canary-namespace', 'netproof-canary', ...localImage]), finds: enforced },
  };
  const refusesWithLess = async (command: Command, role: Role): Promise<void> => {
    await expectRefusals(stage.kubectl, { command, ...commands[command] }, role);
    expect(await left()).to.deep.equal([]);
  };
  const findsTheSameWithLess = async (command: Command, role: Role): Promise<void> => {
    await expectTheSame(stage.kubectl, { command, ...commands[command] }, role);
    expect(await left()).to.deep.equal([]);
  };

  before(async function () {
    stage = await stageFor(this, 'calico');
    // Another suite's namespaces of these names may just be going.
    await clear();
    await deployShop(stage.kubectl);
  });

  after(async () => {
    await clear();
    await stage.kubectl(['delete', 'namespace', 'shop', '--ignore-not-found', '--wait=false']);
  });

  it('canary: its CronJob asks every node, and leaves nothing', async () => {
    await apply('canary');
    await triggerCronJob(stage.kubectl, 'netproof-canary', 'canary-1');

    const { code, log } = await endOf(stage.kubectl, 'canary-1');

    expect(log).to.include(enforced);
    expect(code).to.equal(0);
    expect(await left()).to.deep.equal([]);
  });

  it('canary: has the rights that its manifests grant, and no other', async () => expect(await differencesFrom(stage.kubectl, 'canary')).to.deep.equal(none));

  for (const namespace of isThorough ? lent : lent.slice(1)) {
    it(`canary: one right short in ${namespace}, nothing is created`, async () => refusesWithLess('canary', await roleIn(stage.kubectl, namespace, namespace)));

    it(`canary: without what is optional in ${namespace}, it finds the same`, async () => findsTheSameWithLess('canary', await roleIn(stage.kubectl, namespace, namespace)));
  }

  it('smoke: its Job proves a matrix, with rights in namespaces only', async () => {
    await clear();
    await apply('smoke', { matrix });

    const { code, log } = await endOf(stage.kubectl, 'netproof-smoke');

    expect(log).to.include('2 of 2 cells conform');
    expect(code).to.equal(0);
    expect(await left()).to.deep.equal([]);
  });

  it('smoke: has the rights that its manifests grant, and no other', async () => expect(await differencesFrom(stage.kubectl, 'smoke')).to.deep.equal(none));

  it('smoke: rights that somebody adds are told from them', async () => {
    const role = await roleIn(stage.kubectl, 'shop', 'netproof-guest');
    const added = [{ apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['delete'] }, { apiGroups: [''], resources: ['secrets'], resourceNames: ['one'], verbs: ['get'] }];
    const differences = await withRole(stage.kubectl, { ...role, rules: [...role.rules, ...added] }, role, () => differencesFrom(stage.kubectl, 'smoke'));
    expect(differences).to.deep.equal({ missing: [], beyond: ['delete networking.k8s.io/networkpolicies in shop', 'get /secrets one in shop'] });
  });

  it('smoke: one right short in the audited namespace, nothing is created', async () => refusesWithLess('smoke', await roleIn(stage.kubectl, 'shop', 'netproof-guest')));

  it('smoke: without what is optional in the audited namespace, it proves the same', async () => findsTheSameWithLess('smoke', await roleIn(stage.kubectl, 'shop', 'netproof-guest')));

  it('smoke: where something is scaled, or a target is live, less is optional', async () => {
    const role = await roleIn(stage.kubectl, 'shop', 'netproof-guest');
    const live = writeMatrix('live', { sources: { web: { namespace: 'shop', labels: { app: 'web' } } }, targets: { redis: { pods: { namespace: 'shop', labels: { app: 'redis' } }, port: 6379 } }, expect: { web: { redis: 'allow' } } });
    const scaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { namespace: 'shop', name: 'web' }, spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 2 } };
    const without = (right: string, run: Asked['run']): ReturnType<Asked['run']> => withRole(stage.kubectl, roleWithout(role, [right]), role, run);

    expectRefusal(await without('list endpointslices', () => asPreset(['run', '-f', live, '--control-namespace', 'netproof-control', ...localImage])), 'list endpointslices');
    await applyObject(stage.kubectl, scaler);
    try {
      expectRefusal(await without('list deployments', commands.smoke.run), 'list deployments');
    } finally {
      await stage.kubectl(['delete', 'horizontalpodautoscaler', 'web', '-n', 'shop']);
    }
    expect(await left()).to.deep.equal([]);
  });

  it('smoke: targets in kube-system and default need a right to look there, and no other', async () => {
    const look = join(manifests, 'rbac/look');
    const places = ['kube-system', 'default'];
    const file = writeMatrix('looked-at', {
      sources: { web: { namespace: 'shop', labels: { app: 'web' } } },
      targets: { dns: { wellKnown: 'cluster-dns' }, api: { wellKnown: 'apiserver' } },
      expect: { web: { '*': 'allow' } },
    });
    const flags = ['--control-namespace', 'netproof-control', '--no-canary'];
    const refused = await asPreset(['run', '-f', file, ...flags, ...localImage]);
    expect(refused.code, refused.stderr).to.equal(2);
    expect(refused.stderr).to.match(/namespace "?(kube-system|default)/);

    try {
      for (const namespace of places) await stage.kubectl(['apply', '-k', look, '-n', namespace]);
      const { code, report, stderr } = await asPreset.matrix(file, flags);
      expect(code, stderr).to.equal(0);
      expect(report.counts.conforms).to.equal(report.cells.length);
    } finally {
      for (const namespace of places) await stage.kubectl(['delete', '-k', look, '-n', namespace]);
    }
    expect(await left()).to.deep.equal([]);
  });

  it('argocd: the same Job fails once the policy has gone', async () => {
    await stage.kubectl(['delete', 'job', 'netproof-smoke', '-n', 'netproof']);
    await stage.kubectl(['delete', 'networkpolicy', 'redis-from-web', '-n', 'shop']);
    await apply('argocd', { matrix });

    const { code, log } = await endOf(stage.kubectl, 'netproof-smoke');

    expect(log).to.match(/leak|policy-mismatch/);
    expect(code).to.equal(1);
    expect(await stage.kubectl(['get', 'job', 'netproof-smoke', '-n', 'netproof', '-o', 'jsonpath={.metadata.annotations.argocd\\.argoproj\\.io/hook}'])).to.equal('PostSync');
    expect(await left()).to.deep.equal([]);
    await applyObject(stage.kubectl, redisFromWeb);
  });

  it('serve: its Deployment is ready once it has a result, and tells of it', async () => {
    await clear();
    await apply('serve', { matrix });
    await stage.kubectl(['wait', '--for=condition=Available', '--timeout=90s', '-n', 'netproof', 'deployment/netproof']);

    const metrics = await servedMetrics(stage.kubectl);

    expect(metrics).to.include('netproof_runs_total{result="0"} 1').and.to.include('netproof_last_run_exit_code{matrix="shop"} 0').and.to.include('netproof_canary_enforces{matrix="shop"} 1');
    expect(await left()).to.deep.equal([]);
  });

  it('serve: has the rights that its manifests grant, and no other', async () => expect(await differencesFrom(stage.kubectl, 'serve')).to.deep.equal(none));

  it('audit: its CronJob probes what the policies of a namespace say, and asks the canary', async () => {
    await clear();
    await apply('audit');
    await triggerCronJob(stage.kubectl, 'netproof-audit', 'audit-1');

    const { code, log } = await endOf(stage.kubectl, 'audit-1');

    expect(log).to.include(enforced);
    expect(code).to.equal(0);
    expect(await left()).to.deep.equal([]);
  });

  it('audit: has the rights that its manifests grant, and no other', async () => expect(await differencesFrom(stage.kubectl, 'audit')).to.deep.equal(none));

  it('audit: a second run says what has changed since the first: other cells show what the policies say now', async () => {
    await applyObject(stage.kubectl, { ...redisFromWeb, spec: { ...redisFromWeb.spec, ingress: [] } });
    await triggerCronJob(stage.kubectl, 'netproof-audit', 'audit-2');

    const { code, log } = await endOf(stage.kubectl, 'audit-2');

    expect(log).to.include('- web -> redis:6379 TCP/6379 pod-ip IPv4').and.to.include('No findings, before or now.');
    expect(code).to.equal(0);
    expect(await left()).to.deep.equal([]);
  });

  it('audit: one right to read short, nothing is created', async () => refusesWithLess('audit', await clusterRole(stage.kubectl, 'netproof-read')));

  if (isThorough) it('audit: without what is optional to read, it finds the same', async () => findsTheSameWithLess('audit', await clusterRole(stage.kubectl, 'netproof-read')));

  describe('beyond its rights', () => {
    let api: RawApi;
    // Of all presets the one that may do most; no guard stands by.
    before(async () => {
      await apply('audit');
      api = createRawApi(await kubeconfigOf(stage.kubectl, account));
    });

    for (const attempt of forbidden) {
      it(`may not ${attempt.right} in ${attempt.place === everywhere ? 'the cluster' : attempt.place}`, async () => {
        const { status, message } = await tryIt(api, attempt);
        expect(message).to.include(refusalOf(account, attempt));
        expect(status).to.equal(403);
      });
    }
  });

  describe('guarded', () => {
    const guard = join(manifests, 'guard');
    const redis = { namespace: 'shop', name: 'redis' };
    /** As controllers have them, to say who of them leads. */
    const elected = { namespace: 'shop', name: 'elected' };
    let api: Connection;
    // Mocha runs this suite last: the policy and the preset of the tests above stand.
    before(async () => {
      await clear();
      await applyObject(stage.kubectl, redisFromWeb);
      await applyObject(stage.kubectl, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: elected });
      await apply('smoke', { matrix });
      await stage.kubectl(['apply', '-k', guard]);
      api = connect({ kubeconfig: await kubeconfigOf(stage.kubectl, account) });
    });
    after(() => stage.kubectl(['delete', '-k', guard]));

    it('the account still proves a matrix', async () => {
      const { code, report } = await asPreset.matrix(`${overlayOn('smoke', { matrix })}/matrix.yaml`, ['--control-namespace', 'netproof-control', '--no-canary']);
      expect([code, report.counts.conforms]).to.deep.equal([0, 2]);
    });

    const refusals: readonly { readonly name: string; readonly tries: () => Promise<unknown>; readonly says: string }[] = [
      { name: 'deletes no pod of anybody', tries: () => api.core.deleteNamespacedPod(redis), says: 'netproof may touch probe pods only' },
      { name: 'makes no pod of anybody a probe', tries: () => labelPod(api, redis, { 'netproof.dev/probe': 'true' }), says: 'netproof may touch probe pods only' },
      { name: 'starts no other pod', tries: () => create({ labels: {} }), says: 'netproof may touch probe pods only' },
      { name: 'starts none that may get ready with the labels of a workload', tries: () => create({ labels: { 'netproof.dev/probe': 'true', app: 'redis' } }), says: 'a probe pod with labels of others is never ready' },
      { name: 'starts none with a token', tries: () => create({ automountServiceAccountToken: true }), says: 'a probe pod has no token' },
      { name: 'mounts no Secret', tries: () => create({ volumes: [{ name: 'tmp', secret: { secretName: 'any' } }] }), says: 'a probe pod mounts nothing of anybody' },
      { name: 'reads no Secret', tries: () => create({ container: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'any', key: 'a' } } }] } }), says: 'a probe pod reads no Secret and no ConfigMap' },
      { name: 'mounts nothing of a node', tries: () => create({ volumes: [{ name: 'tmp', hostPath: { path: '/' } }] }), says: 'a probe pod mounts nothing of anybody' },
      { name: "starts none in a node's network", tries: () => create({ hostNetwork: true }), says: 'a probe pod is in no namespace of its node' },
      { name: "starts none among a node's processes", tries: () => create({ hostPID: true }), says: 'a probe pod is in no namespace of its node' },
      { name: 'starts none past the scheduler', tries: () => create({ nodeName: 'node1' }), says: 'a probe pod does not name its node' },
      { name: 'starts none as root', tries: () => create({ securityContext: { runAsUser: 0 } }), says: 'a probe pod does not run as root' },
      // With `allowPrivilegeEscalation: false` beside it the API server itself would refuse it, before any policy is asked.
      { name: 'starts none that is privileged', tries: () => create({ container: { securityContext: { privileged: true, capabilities: narrow.capabilities } } }), says: 'a probe pod has no privileges and gains none' },
      { name: 'starts none with a capability', tries: () => create({ container: { securityContext: { ...narrow, capabilities: { drop: ['ALL'], add: ['NET_RAW'] } } } }), says: 'a probe pod has no capabilities' },
      { name: 'starts none on a port of a node', tries: () => create({ container: { ports: [{ containerPort: 8080, hostPort: 8080 }] } }), says: 'a probe pod has no port of its node' },
      { name: 'deletes no Lease of anybody', tries: () => api.coordination.deleteNamespacedLease(elected), says: 'netproof may touch Leases of runs only' },
      { name: 'makes no other Lease', tries: () => api.coordination.createNamespacedLease({ namespace: 'shop', body: { metadata: { name: 'elected-too' } } }), says: 'netproof may touch Leases of runs only' },
    ];
    const create = (fields: Parameters<typeof fakeProbe>[0]): Promise<unknown> => api.core.createNamespacedPod({ namespace: 'shop', body: fakeProbe(fields) });
    for (const { name, tries, says } of refusals) it(name, async () => expect(await tries().then(() => 'done', String)).to.include(says));

    it('the account still asks the canary, whose pods get ready', async () => {
      await clear();
      await apply('canary');
      const { code, stdout, stderr } = await commands.canary.run();
      expect(stdout, stderr).to.include(enforced);
      expect(code).to.equal(0);
    });
  });
});
