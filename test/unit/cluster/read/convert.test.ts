import type { V1Container, V1Node, V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import { toEndpointSlice, toNamespace, toNode, toPod, toSelecting, toService } from '../../../../src/cluster/read/convert.ts';

const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
const nodes: readonly { name: string; node: V1Node; expected: object }[] = [
  { name: 'ready and free', node: { metadata: { name: 'n' }, status: ready }, expected: { name: 'n', ready: true, schedulable: true } },
  { name: 'not ready', node: { metadata: { name: 'n' }, status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }, expected: { name: 'n', ready: false, schedulable: true } },
  { name: 'without conditions', node: { metadata: { name: 'n' } }, expected: { name: 'n', ready: false, schedulable: true } },
  { name: 'cordoned', node: { metadata: { name: 'n' }, status: ready, spec: { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] } }, expected: { name: 'n', ready: true, schedulable: false, reason: 'is cordoned' } },
  ...['NoSchedule', 'NoExecute'].map((effect) => ({ name: `tainted ${effect}`, node: { metadata: { name: 'n' }, status: ready, spec: { taints: [{ key: 'gpu', effect }] } }, expected: { name: 'n', ready: true, schedulable: false, reason: `has taint gpu:${effect}`, taints: [{ key: 'gpu', value: '', effect }] } })),
  { name: 'labelled', node: { metadata: { name: 'n', labels: { zone: 'a' } }, status: ready }, expected: { name: 'n', ready: true, schedulable: true, labels: { zone: 'a' } } },
  { name: 'of linux', node: { metadata: { name: 'n', labels: { 'kubernetes.io/os': 'linux' } }, status: ready }, expected: { name: 'n', ready: true, schedulable: true, labels: { 'kubernetes.io/os': 'linux' } } },
  { name: 'of windows', node: { metadata: { name: 'n', labels: { 'kubernetes.io/os': 'windows' } }, status: ready }, expected: { name: 'n', ready: true, schedulable: false, reason: 'runs windows, and probes need linux', labels: { 'kubernetes.io/os': 'windows' } } },
  { name: 'of windows and tainted, which no toleration mends', node: { metadata: { name: 'n', labels: { 'kubernetes.io/os': 'windows' } }, status: ready, spec: { taints: [{ key: 'os', value: 'windows', effect: 'NoSchedule' }] } }, expected: { name: 'n', ready: true, schedulable: false, reason: 'runs windows, and probes need linux', labels: { 'kubernetes.io/os': 'windows' } } },
  { name: 'given ranges of both families for its pods', node: { metadata: { name: 'n' }, status: ready, spec: { podCIDRs: ['fd44::/64', '10.244.1.0/27'] } }, expected: { name: 'n', ready: true, schedulable: true, podAddresses: 32 } },
  { name: 'given a range of IPv6 alone', node: { metadata: { name: 'n' }, status: ready, spec: { podCIDRs: ['fd44::/64'] } }, expected: { name: 'n', ready: true, schedulable: true } },
  { name: 'tainted PreferNoSchedule, which repels nobody', node: { metadata: { name: 'n' }, status: ready, spec: { taints: [{ key: 'gpu', effect: 'PreferNoSchedule' }] } }, expected: { name: 'n', ready: true, schedulable: true } },
];

describe('toNode()', () => {
  for (const { name, node, expected } of nodes) it(`reads a node that is ${name}`, () => expect(toNode(node)).to.deep.equal({ addresses: [], providerId: '', labels: {}, ...expected }));
});

const probed = (container: Omit<V1Container, 'name'>): readonly number[] => toPod({ spec: { containers: [{ name: 'c', ...container }] } }).readiness.map(({ port }) => port);
const probes: readonly { name: string; container: Omit<V1Container, 'name'>; expected: number[] }[] = [
  { name: 'TCP', container: { readinessProbe: { tcpSocket: { port: 80 } } }, expected: [80] },
  { name: 'HTTP', container: { readinessProbe: { httpGet: { port: 80 } } }, expected: [80] },
  { name: 'gRPC', container: { readinessProbe: { grpc: { port: 80 } } }, expected: [80] },
  { name: 'a named port', container: { ports: [{ name: 'a', containerPort: 1 }, { name: 'http', containerPort: 8080 }], readinessProbe: { httpGet: { port: 'http' } } }, expected: [8080] },
  { name: 'a number as text', container: { readinessProbe: { tcpSocket: { port: '8080' } } }, expected: [8080] },
  { name: 'a name that no port has', container: { readinessProbe: { tcpSocket: { port: 'http' } } }, expected: [] },
  { name: 'another host', container: { readinessProbe: { httpGet: { port: 80, host: 'elsewhere' } } }, expected: [] },
  { name: 'a command', container: { readinessProbe: { exec: { command: ['true'] } } }, expected: [] },
  { name: 'liveness only', container: { livenessProbe: { tcpSocket: { port: 80 } } }, expected: [] },
];

const listening = (name: string, containerPort: number): V1Container => ({ name, ports: [{ name, containerPort }] });

describe('toPod()', () => {
  for (const { name, container, expected } of probes) it(`finds ${expected.length === 0 ? 'no port' : 'the port'} in a probe by ${name}`, () => expect(probed(container)).to.deep.equal(expected));

  it('reads what planning needs', () => {
    const pod: V1Pod = {
      metadata: { namespace: 'd', name: 'p', uid: 'u', labels: { a: 'b' }, deletionTimestamp: new Date(0) },
      spec: { nodeName: 'n', hostNetwork: true, serviceAccountName: 'sa', containers: [{ name: 'c', ports: [{ containerPort: 80 }, { name: 'u', containerPort: 53, protocol: 'UDP' }, { containerPort: 9, protocol: 'SCTP' }] }] },
      status: { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }], conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: new Date(1000) }], containerStatuses: [1, 2].map((restartCount) => ({ name: `c${restartCount}`, ready: true, image: 'i', imageID: 'x', restartCount })) },
    };
    expect(toPod(pod)).to.deep.equal({
      namespace: 'd', name: 'p', uid: 'u', labels: { a: 'b' }, node: 'n', ips: ['10.0.0.1', 'fd00::1'], running: true, finished: false, terminating: true, hostNetwork: true, ready: true,
      restarts: 3, readySince: '1970-01-01T00:00:01.000Z', readiness: [], serviceAccount: 'sa', ports: [{ name: '', port: 80, protocol: 'TCP' }, { name: 'u', port: 53, protocol: 'UDP' }, { name: '', port: 9, protocol: 'SCTP' }],
    });
  });

  it('takes a bare pod for one that neither runs nor is ready', () => {
    expect(toPod({})).to.deep.include({ running: false, finished: false, ready: false, terminating: false, hostNetwork: false, ips: [], readySince: '', ports: [], serviceAccount: 'default' });
  });

  it('knows the ports of init containers and sidecars', () => {
    const spec = { containers: [listening('app', 1), listening('proxy', 2)], initContainers: [listening('sidecar', 3), listening('migrate', 4), { name: 'silent' }] };
    expect(toPod({ spec }).ports).to.deep.equal(['app', 'proxy', 'sidecar', 'migrate'].map((name, index) => ({ name, port: index + 1, protocol: 'TCP' })));
  });

  for (const [phase, expected] of [['Pending', false], ['Running', false], ['Unknown', false], ['Succeeded', true], ['Failed', true]] as const) {
    it(`takes a pod that is ${phase} for one that has ${expected ? '' : 'not '}finished`, () => expect(toPod({ status: { phase } }).finished).to.equal(expected));
  }

  it('names the owner that controls it, and no other', () => {
    const owner = { apiVersion: 'v1', name: 'o', uid: 'u' };
    expect(toPod({ metadata: { ownerReferences: [{ ...owner, kind: 'Lease' }, { ...owner, kind: 'ReplicaSet', controller: true }] } }).controller).to.deep.equal({ kind: 'ReplicaSet', name: 'o' });
    expect(toPod({ metadata: { ownerReferences: [{ ...owner, kind: 'Lease', controller: false }] } })).not.to.have.property('controller');
  });
});

describe('toService()', () => {
  const port = { name: 'http', port: 80, targetPort: 'web' };
  for (const { name, spec, expected } of [
    { name: 'a dual-stack Service', spec: { clusterIPs: ['10.96.0.1', 'fd96::1'], ports: [port], selector: { a: 'b' } }, expected: { clusterIps: ['10.96.0.1', 'fd96::1'], ports: [{ name: 'http', transport: 'TCP', port: 80, targetPort: 'web' }], selector: { a: 'b' } } },
    { name: 'a headless Service', spec: { clusterIPs: ['None'], ports: [{ port: 80 }] }, expected: { clusterIps: [], ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 80 }] } },
    { name: 'an ExternalName', spec: { type: 'ExternalName', externalName: 'example.com' }, expected: { clusterIps: [], ports: [] } },
    { name: 'nodePorts, and that only some nodes answer on them', spec: { clusterIPs: ['10.96.0.1'], externalTrafficPolicy: 'Local', ports: [{ port: 80, nodePort: 30_080 }] }, expected: { clusterIps: ['10.96.0.1'], localNodePorts: true, ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 80, nodePort: 30_080 }] } },
    { name: 'that a ClusterIP stays on its node, and that endpoints are not chosen by chance', spec: { clusterIPs: ['10.96.0.1'], internalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' }, expected: { clusterIps: ['10.96.0.1'], ports: [], localClusterIp: true, sticky: true } },
    { name: 'nodePorts that every node answers on', spec: { clusterIPs: ['10.96.0.1'], externalTrafficPolicy: 'Cluster', ports: [{ port: 80, nodePort: 30_080 }] }, expected: { clusterIps: ['10.96.0.1'], ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 80, nodePort: 30_080 }] } },
    { name: 'a Service by SCTP, without that port', spec: { clusterIPs: ['10.96.0.1'], ports: [{ port: 9, protocol: 'SCTP' }] }, expected: { clusterIps: ['10.96.0.1'], ports: [] } },
  ]) {
    it(`reads ${name}`, () => {
      const common = { namespace: 'd', name: 's', labels: {}, publishNotReadyAddresses: false };
      expect(toService({ metadata: { namespace: 'd', name: 's' }, spec })).to.deep.equal({ ...common, ...expected });
    });
  }

  it('knows who publishes addresses that are not ready', () => expect(toService({ spec: { publishNotReadyAddresses: true } }).publishNotReadyAddresses).to.equal(true));
});

const slice = (fields: object) => toEndpointSlice({ addressType: 'IPv4', metadata: { namespace: 'd', name: 's-1', labels: { 'kubernetes.io/service-name': 's' } }, endpoints: [], ...fields });

describe('toEndpointSlice()', () => {
  it('belongs to the Service that its label names', () => expect(slice({})).to.deep.include({ namespace: 'd', name: 's-1', service: 's' }));

  it('takes an unknown readiness for ready, as Kubernetes says', () => {
    const endpoints = [{ addresses: ['1'], conditions: {} }, { addresses: ['2'] }, { addresses: ['3'], conditions: { ready: false } }];
    expect(slice({ endpoints }).endpoints.map(({ ready: is }) => is)).to.deep.equal([true, true, false]);
  });

  it('knows the pod behind an endpoint, and that a node is none', () => {
    const endpoints = [{ addresses: ['1'], nodeName: 'n', targetRef: { kind: 'Pod', name: 'p', uid: 'u' } }, { addresses: ['2'], targetRef: { kind: 'Node', name: 'n' } }];
    expect(slice({ endpoints }).endpoints).to.deep.equal([{ addresses: ['1'], ready: true, node: 'n', pod: { namespace: 'd', name: 'p', uid: 'u' } }, { addresses: ['2'], ready: true }]);
  });

  it('leaves out ports without a number and by SCTP', () => {
    expect(slice({ ports: [{ name: 'all' }, { port: 9, protocol: 'SCTP' }, { name: 'http', port: 80 }] }).ports).to.deep.equal([{ name: 'http', transport: 'TCP', port: 80 }]);
  });

  it('leaves out endpoints that are host names', () => expect(slice({ addressType: 'FQDN', endpoints: [{ addresses: ['example.com'] }] }).endpoints).to.deep.equal([]));
});

describe('toNamespace()', () => {
  const run = '0a1b2c3d';
  for (const { name, labels, annotations, expected } of [
    { name: 'knows the run of a namespace of ours', labels: { 'app.kubernetes.io/managed-by': 'netproof' }, annotations: { 'netproof.dev/run': run }, expected: run },
    { name: 'does not believe the annotation of somebody else\'s', labels: { 'app.kubernetes.io/managed-by': 'helm' }, annotations: { 'netproof.dev/run': run }, expected: undefined },
    { name: 'does not believe the label alone', labels: { 'app.kubernetes.io/managed-by': 'netproof' }, annotations: undefined, expected: undefined },
  ]) it(name, () => expect(toNamespace({ metadata: { name: `netproof-${run}`, labels, ...(annotations ? { annotations } : {}) } }).run).to.equal(expected));

  const names: readonly (readonly [string, string, boolean])[] = [
    [`netproof-${run}`, run, true],
    [`netproof-canary-${run}`, run, true],
    [`netproof-${run}-12x`, run, true],
    ['prod', run, false],
    [`netproof-${run}-0`, run, false],
    [`netproof-${run}-old`, run, false],
    ['netproof-0badcafe', run, false],
    ['netproof-canary', 'canary', false],
    ['netproof-control', 'control', false],
  ];
  for (const [name, told, ours] of names) {
    it(`${ours ? 'takes' : 'does not take'} ${name} for one of run ${told}, which labels and annotations say it is`, () => {
      const metadata = { name, labels: { 'app.kubernetes.io/managed-by': 'netproof' }, annotations: { 'netproof.dev/run': told } };
      expect(toNamespace({ metadata }).run).to.equal(ours ? told : undefined);
    });
  }

  it("knows where the heart of a canary's run beats", () => {
    const ours = { labels: { 'app.kubernetes.io/managed-by': 'netproof' }, annotations: { 'netproof.dev/run': run, 'netproof.dev/heart': `netproof-${run}` } };
    expect(toNamespace({ metadata: { name: `netproof-canary-${run}`, ...ours } }).heart).to.equal(`netproof-${run}`);
    expect(toNamespace({ metadata: { name: `netproof-${run}`, ...ours } }).heart).to.equal(undefined);
    expect(toNamespace({ metadata: { name: 'x', annotations: ours.annotations } }).heart).to.equal(undefined);
  });

  it('sees that one is being deleted', () => expect(toNamespace({ status: { phase: 'Terminating' } }).terminating).to.equal(true));
});

describe('toSelecting()', () => {
  for (const { name, before, after, same } of [
    { name: 'the same after a status update', before: { uid: 'u', generation: 1, resourceVersion: '1' }, after: { uid: 'u', generation: 1, resourceVersion: '2' }, same: true },
    { name: 'another after a change', before: { uid: 'u', generation: 1 }, after: { uid: 'u', generation: 2 }, same: false },
    { name: 'another after it was made anew', before: { uid: 'u', generation: 1 }, after: { uid: 'v', generation: 1 }, same: false },
    { name: 'another by resource version where there is no generation', before: { uid: 'u', resourceVersion: '1' }, after: { uid: 'u', resourceVersion: '2' }, same: false },
  ]) {
    it(`has a version that is ${name}`, () => {
      const [one, other] = [before, after].map((metadata) => toSelecting('NetworkPolicy', { metadata }, { matchLabels: {}, matchExpressions: [] }).version);
      expect(one === other).to.equal(same);
    });
  }
});
