/** What a file says and what the API server makes of it are the same to us. */
import { expect } from 'chai';
import { connect } from '../../src/cluster/connection.ts';
import { readSnapshot } from '../../src/cluster/read/snapshot.ts';
import { readManifests } from '../../src/manifests/world.ts';
import type { NetworkPolicy } from '../../src/model/network-policy.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { makeNamespaces, removeNamespace } from './support/namespace.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const namespace = 'e2e-reading';

/** Each leaves something to the API server, or says it in an unusual way. */
const specs: readonly string[] = [
  '{}',
  '{podSelector: {}, egress: []}',
  '{podSelector: {}, egress: [{}]}',
  '{podSelector: {}, policyTypes: []}',
  '{podSelector: {}, policyTypes: [Egress], ingress: [{}]}',
  '{podSelector: {matchLabels: {a: ""}, matchExpressions: [{key: b, operator: NotIn, values: [c, ""]}, {key: d, operator: DoesNotExist}]}, ingress: []}',
  '{podSelector: null, ingress: [{from: null, ports: null}]}',
  '{ingress: [{from: [], ports: []}]}',
  '{ingress: [{from: [{podSelector: {}}, {namespaceSelector: {}}, {podSelector: {matchLabels: null}, namespaceSelector: {matchLabels: {a: b}}}, {podSelector: {}, namespaceSelector: null}]}]}',
  '{egress: [{to: [{ipBlock: {cidr: 10.1.2.3/8, except: [10.9.0.0/16]}}, {ipBlock: {cidr: "2001:db8::1/32", except: null}}]}]}',
  '{ingress: [{ports: [{}, {protocol: null, port: 80}, {protocol: UDP}, {protocol: SCTP, port: m3ua}, {port: 1, endPort: 65535}, {port: 7, endPort: null}]}]}',
  '{egress: [{to: [{podSelector: {}}], ports: [{port: dns, protocol: UDP}]}, {ports: [{port: 443}]}]}',
];
const policies = specs.map((spec, index) => `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p${String(index).padStart(2, '0')}, namespace: ${namespace}}, spec: ${spec}}`).join('\n---\n');

const image = 'localhost/none:1';
const containers = `initContainers: [{name: side, image: ${image}, restartPolicy: Always, ports: [{name: side, containerPort: 7}]}, {name: once, image: ${image}, ports: [{name: once, containerPort: 8}]}], containers: [{name: a, image: ${image}, ports: [{containerPort: 80}, {name: dns, containerPort: 53, protocol: UDP}]}, {name: b, image: ${image}, ports: [{name: m3ua, containerPort: 2905, protocol: SCTP}]}]`;
const workloads = [
  `{apiVersion: v1, kind: Pod, metadata: {name: bare, namespace: ${namespace}, labels: {app: bare, empty: ""}}, spec: {${containers}}}`,
  `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: set, namespace: ${namespace}, labels: {its: own}}, spec: {serviceName: s, selector: {matchLabels: {app: set}}, template: {metadata: {labels: {app: set}}, spec: {serviceAccountName: default, ${containers}}}}}`,
].join('\n---\n');

describe('reading the cluster and reading files, on Calico', function () {
  this.timeout(60_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'calico');
    await makeNamespaces(stage.kubectl, [namespace]);
    await stage.kubectl(['apply', '-f', '-'], { input: `${policies}\n---\n${workloads}` });
  });

  after(() => removeNamespace(stage.kubectl, namespace));

  const read = (): Promise<Snapshot> =>
    readSnapshot(connect({ kubeconfig: stage.cluster.kubeconfig }), { namespaces: [namespace], targets: [namespace], services: [], clusterCa: false }, () => Promise.resolve({ objects: [], unreadable: [] }));

  it('gives the same policies, whatever their files leave to the API server, and the same label of the namespace', async () => {
    const { world, mistakes } = readManifests([{ file: 'f', text: policies }]);
    const live = await read();

    expect(mistakes).to.deep.equal([]);
    expect(live.policies.filter((policy) => policy.namespace === namespace)).to.deep.equal(world.policies.map(withoutOrigin));
    expect(live.namespaces.filter(({ name }) => name === namespace).map(({ name, labels }) => ({ name, labels }))).to.deep.equal(world.namespaces);
  });

  it('gives the same pods, but for what controllers add', async () => {
    await stage.kubectl(['wait', '--for=create', '--timeout=20s', '-n', namespace, 'pod/set-0']);
    const { world, mistakes } = readManifests([{ file: 'f', text: workloads }]);
    const live = (await read()).pods;

    expect(mistakes).to.deep.equal([]);
    for (const { kind, name, labels, ports, serviceAccount, hostNetwork } of world.workloads) {
      const pod = live.find((one) => one.labels['app'] === labels['app']);
      expect(pod, name).to.deep.include({ ports, serviceAccount, hostNetwork, finished: false });
      expect(pod?.labels, name).to.include(labels);
      expect(pod?.controller, name).to.deep.equal(kind === 'Pod' ? undefined : { kind, name });
    }
  });
});

const withoutOrigin = (policy: NetworkPolicy): object => Object.fromEntries(Object.entries(policy).filter(([field]) => field !== 'origin'));
