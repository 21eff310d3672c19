/** Rights in two namespaces and nowhere else are enough, if the user names one of them for the controls; and of these rights, few. */
import { expect } from 'chai';
import { kubeconfigOf } from './support/kubeconfig.ts';
import { podsAndLeasesIn } from './support/leftovers.ts';
import { writeMatrix } from './support/matrix.ts';
import { applyObject, denyAll, makeNamespace, removeNamespace } from './support/namespace.ts';
import { createNetproof } from './support/netproof.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';
import { httpPodSpec } from './support/workload.ts';

const audited = 'e2e-narrow';
const controls = 'e2e-narrow-controls';
const account = { namespace: audited, name: 'auditor' };

const matrix = writeMatrix('narrow', {
  sources: { client: { namespace: audited, labels: { app: 'client' } } },
  targets: { server: { standIn: { namespace: audited, labels: { app: 'server' } }, port: 8080 }, live: { pods: { namespace: audited, labels: { app: 'live' } }, port: 8080 } },
  expect: { client: { '*': 'deny' } },
});

describe('with rights in namespaces only, on Calico', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'calico');
    for (const namespace of [audited, controls]) await makeNamespace(stage.kubectl, namespace);
    await applyObject(stage.kubectl, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account });
    for (const namespace of [audited, controls]) for (const object of rightsIn(namespace)) await applyObject(stage.kubectl, object);
    await applyObject(stage.kubectl, denyAll(audited));
    for (const node of ['node1', 'node2']) await applyObject(stage.kubectl, livePod(node));
    await stage.kubectl(['wait', '--for=condition=Ready', '--timeout=60s', '-n', audited, 'pod', '--all']);
  });

  after(async () => {
    for (const namespace of [audited, controls]) await removeNamespace(stage.kubectl, namespace);
  });

  it('a run comes out like any other, and says how it knows of the nodes', async () => {
    const netproof = createNetproof(await kubeconfigOf(stage.kubectl, account));

    const { code, report, stderr } = await netproof.matrix(matrix, ['--control-namespace', controls]);

    expect(report.cells.map(({ cell, status }) => `${cell.target} ${status}`), stderr).to.deep.equal(['server conforms', 'live conforms']);
    expect(report.remarks.join('\n')).to.include('nodes may not be listed: only those are known on which a pod was seen (node1, node2)');
    expect(code).to.equal(0);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });

  it('without such a namespace it says what it may not create, and creates nothing', async () => {
    const netproof = createNetproof(await kubeconfigOf(stage.kubectl, account));

    const { code, stderr } = await netproof(['run', '-f', matrix, '--no-canary', '--image', 'localhost/netproof:test', '--image-pull-policy', 'Never']);

    expect(stderr).to.match(/Cannot create the namespace "netproof-[0-9a-f]+": namespaces is forbidden/);
    expect(code).to.equal(2);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });
});

/** The run's one Lease that is renewed beats beside the controls. */
const heartRules: readonly object[] = [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['patch'] }];
const liveTargetRules: readonly object[] = [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list'] }];

const rightsIn = (namespace: string): object[] => [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { namespace, name: 'auditor' },
    rules: [
      { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] },
      // It needs no Service of its own: no cell goes through one, and the canary is off.
      { apiGroups: [''], resources: ['services', 'replicationcontrollers'], verbs: ['list'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['create', 'patch', 'delete', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      { apiGroups: ['apps'], resources: ['replicasets', 'daemonsets', 'statefulsets'], verbs: ['list'] },
      { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: ['list'] },
      { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: ['list'] },
      { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['list'] },
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'delete'] },
      ...(namespace === controls ? heartRules : liveTargetRules),
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { namespace, name: 'auditor' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'auditor' },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  },
];

const livePod = (node: string): object => ({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: audited, name: `live-${node}`, labels: { app: 'live' } }, spec: { ...httpPodSpec, nodeName: node } });
