import { expect } from 'chai';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import { aPod, aService, aSlice, aSnapshot } from '../../../support/snapshot.ts';
import { resolve, told } from '../../../support/targets.ts';

const written = { service: { namespace: 'default', name: 'web' }, port: 80 };
const pod = aPod('web', { readiness: [{ port: 8080, blindMs: 30_000 }] });
const second = aPod('web-2', { ips: ['10.0.0.11'], node: 'node-2' });
const on8080 = [{ name: '', transport: 'TCP' as const, port: 8080 }];
const slice = aSlice('web', [pod], { ports: on8080 });
const dual = aPod('web', { ips: ['10.0.0.10', 'fd00::10'] });
const slice6 = aSlice('web', [dual], { name: 'web-v6', ports: on8080, endpoints: [{ addresses: ['fd00::10'], ready: true, pod: dual }] });
const notReady = aSlice('web', [aPod('web', { ready: false })], { ports: on8080 });
const named = aService('web', { ports: [{ name: 'http', transport: 'TCP', port: 80, targetPort: 'web' }] });
const onNamed = (port: number) => ({ name: 'http', transport: 'TCP' as const, port });
const plain = { services: [aService('web')], pods: [pod], endpointSlices: [slice] };

const cases: readonly { name: string; written?: object; snapshot: Partial<Snapshot>; families?: (4 | 6)[]; expected: string[] }[] = [
  { name: 'dials ClusterIP and endpoints as cells of their own, each on its own port', snapshot: plain, expected: ['cluster-ip IPv4 TCP/80: 10.96.0.80:80 readiness', 'endpoint IPv4 TCP/80: 10.0.0.10:8080 readiness'] },
  { name: 'gathers the endpoints of all slices', snapshot: { ...plain, pods: [pod, second], endpointSlices: [slice, aSlice('web', [second], { name: 'web-2', ports: on8080 })] }, expected: ['cluster-ip IPv4 TCP/80: 10.96.0.80:80 readiness', 'endpoint IPv4 TCP/80: 10.0.0.10:8080 readiness, 10.0.0.11:8080 reached-only'] },
  { name: 'finds the port of a named targetPort in the slice', written: { ...written, port: 443 }, snapshot: { ...plain, services: [aService('web', { ports: [{ name: 'https', transport: 'TCP', port: 443, targetPort: 'tls' }] })], endpointSlices: [aSlice('web', [pod], { ports: [{ name: 'http', transport: 'TCP', port: 8080 }, { name: 'https', transport: 'TCP', port: 8443 }] })] }, expected: ['cluster-ip IPv4 TCP/443: 10.96.0.80:443 reached-only', 'endpoint IPv4 TCP/443: 10.0.0.10:8443 reached-only'] },
  { name: 'dials the endpoints alone of a headless Service', snapshot: { ...plain, services: [aService('web', { clusterIps: [] })] }, expected: ['endpoint IPv4 TCP/80: 10.0.0.10:8080 readiness'] },
  { name: 'dials both families of a dual-stack Service', snapshot: { services: [aService('web', { clusterIps: ['10.96.0.80', 'fd96::80'] })], pods: [dual], endpointSlices: [aSlice('web', [dual], { ports: on8080 }), slice6] }, families: [4, 6], expected: ['cluster-ip IPv4 TCP/80: 10.96.0.80:80 reached-only', 'endpoint IPv4 TCP/80: 10.0.0.10:8080 reached-only', 'cluster-ip IPv6 TCP/80: fd96::80:80 reached-only', 'endpoint IPv6 TCP/80: fd00::10:8080 reached-only'] },
  { name: 'leaves out a family that was not asked for', snapshot: { services: [aService('web', { clusterIps: ['10.96.0.80', 'fd96::80'] })], pods: [dual], endpointSlices: [aSlice('web', [dual], { ports: on8080 }), slice6] }, families: [6], expected: ['cluster-ip IPv6 TCP/80: fd96::80:80 reached-only', 'endpoint IPv6 TCP/80: fd00::10:8080 reached-only'] },
  { name: 'refuses a family with a ClusterIP and no endpoint', snapshot: { ...plain, services: [aService('web', { clusterIps: ['10.96.0.80', 'fd96::80'] })] }, families: [4, 6], expected: ['Service "default/web" has no ready IPv6 endpoint: whoever dials it would look blocked'] },
  { name: 'dials an endpoint that is no pod', snapshot: { ...plain, endpointSlices: [aSlice('web', [], { ports: on8080, endpoints: [{ addresses: ['203.0.113.7'], ready: true }] })] }, expected: ['cluster-ip IPv4 TCP/80: 10.96.0.80:80 reached-only', 'endpoint IPv4 TCP/80: 203.0.113.7:8080 reached-only'] },
  { name: 'refuses a Service without a ready endpoint', snapshot: { ...plain, endpointSlices: [notReady] }, expected: ['Service "default/web" has no ready IPv4 endpoint: whoever dials it would look blocked'] },
  { name: 'refuses a headless Service without a ready endpoint', snapshot: { ...plain, services: [aService('web', { clusterIps: [] })], endpointSlices: [notReady] }, expected: ['Service "default/web" has no ClusterIP and no ready endpoint in the families asked for'] },
  { name: 'refuses an ExternalName, which has neither', snapshot: { services: [aService('web', { clusterIps: [] })] }, expected: ['Service "default/web" has no ClusterIP and no ready endpoint in the families asked for'] },
  { name: 'refuses a Service that is not there', snapshot: {}, expected: ['there is no Service "default/web"'] },
  { name: 'refuses a Service of another namespace', snapshot: { ...plain, services: [aService('web', { namespace: 'app' })] }, expected: ['there is no Service "default/web"'] },
  { name: 'refuses the targetPort where the port is meant', written: { ...written, port: 8080 }, snapshot: plain, expected: ['Service "default/web" has no port TCP 8080; it has TCP 80'] },
  { name: 'says that a Service has no port at all', snapshot: { ...plain, services: [aService('web', { ports: [] })] }, expected: ['Service "default/web" has no port TCP 80; it has none'] },
  { name: 'refuses a port of the other protocol', written: { ...written, protocol: 'UDP', speak: 'dns' }, snapshot: plain, expected: ['Service "default/web" has no port UDP 80; it has TCP 80'] },
  { name: 'asks a live DNS server by UDP, and does not believe readiness, which is by TCP', written: { ...written, protocol: 'UDP', speak: 'dns' }, snapshot: { ...plain, services: [aService('web', { ports: [{ name: '', transport: 'UDP', port: 80, targetPort: 8080 }] })], endpointSlices: [aSlice('web', [pod], { ports: [{ name: '', transport: 'UDP', port: 8080 }] })] }, expected: ['cluster-ip IPv4 UDP/80: 10.96.0.80:80 reached-only', 'endpoint IPv4 UDP/80: 10.0.0.10:8080 reached-only'] },
  { name: 'finds another number for the same name in each slice', snapshot: { ...plain, services: [named], pods: [pod, second], endpointSlices: [aSlice('web', [pod], { ports: [onNamed(8080)] }), aSlice('web', [second], { name: 'web-2', ports: [onNamed(9090)] })] }, expected: ['cluster-ip IPv4 TCP/80: 10.96.0.80:80 readiness', 'endpoint IPv4 TCP/80: 10.0.0.10:8080 readiness, 10.0.0.11:9090 reached-only'] },
  { name: 'takes no number of another name', snapshot: { ...plain, services: [named], endpointSlices: [aSlice('web', [pod], { ports: [{ ...onNamed(8080), name: 'metrics' }] })] }, expected: ['Service "default/web" has no ready IPv4 endpoint: whoever dials it would look blocked'] },
  { name: 'dials an endpoint once that is in two slices', snapshot: { ...plain, endpointSlices: [slice, aSlice('web', [pod], { name: 'web-2', ports: on8080 })] }, expected: ['cluster-ip IPv4 TCP/80: 10.96.0.80:80 readiness', 'endpoint IPv4 TCP/80: 10.0.0.10:8080 readiness'] },
];

describe('resolveService()', () => {
  for (const { name, written: other = written, snapshot, families, expected } of cases) {
    it(name, () => expect(told(resolve(other, aSnapshot(snapshot), families))).to.deep.equal(expected));
  }

  const ways: readonly { name: string; snapshot: Partial<Snapshot>; expected: string[] }[] = [
    { name: 'needs no way of its own for a Service of pods', snapshot: plain, expected: ['cluster-ip', 'endpoint'] },
    { name: 'has a control dial the very ClusterIP that leads to the own node only', snapshot: { ...plain, services: [aService('web', { localClusterIp: true })] }, expected: ['cluster-ip by controls', 'endpoint'] },
    { name: "has a control dial whatever leads to a host's own ports", snapshot: { ...plain, pods: [{ ...pod, hostNetwork: true }] }, expected: ['cluster-ip by controls', 'endpoint by controls'] },
  ];
  for (const { name, snapshot, expected } of ways) {
    it(name, () => expect(resolve(written, aSnapshot(snapshot)).cells.map(({ path, controlDials }) => (controlDials ? `${path} by controls` : path))).to.deep.equal(expected));
  }

  it('knows no way to an endpoint whose node nobody knows, and no chance where endpoints are not chosen by chance', () => {
    const endpoints = [{ addresses: ['203.0.113.7'], ready: true }];
    const snapshot = aSnapshot({ ...plain, services: [aService('web', { sticky: true })], endpointSlices: [slice, aSlice('web', [], { name: 'web-2', ports: on8080, endpoints })] });
    expect(resolve(written, snapshot).cells[0]?.destinations[0]).to.deep.include({ nodes: ['node-1', ''], sticky: true });
  });

  it('does not take a slice of another Service, or of another namespace, for its own', () => {
    const foreign = [aSlice('other', [pod], { ports: on8080 }), aSlice('web', [pod], { namespace: 'app', ports: on8080 })];
    expect(told(resolve(written, aSnapshot({ ...plain, endpointSlices: foreign })))[0]).to.match(/no ready IPv4 endpoint/);
  });

  it('knows the pods behind the ClusterIP', () => {
    const [virtual] = resolve(written, aSnapshot(plain)).cells;
    expect(virtual?.destinations[0]?.pods.map(({ uid }) => uid)).to.deep.equal(['uid-web']);
    expect(virtual?.destinations[0]).not.to.have.property('node');
  });

  it('knows every server behind the ClusterIP, on its own port, and how long their kubelets may be blind', () => {
    const slices = [aSlice('web', [pod], { ports: on8080 }), aSlice('web', [second], { name: 'web-2', ports: [{ name: '', transport: 'TCP', port: 9090 }] })];
    const [virtual] = resolve(written, aSnapshot({ ...plain, pods: [pod, second], endpointSlices: slices })).cells;
    expect(virtual?.destinations).to.deep.equal([
      {
        address: '10.96.0.80', port: 80, pods: [pod, second].map(({ namespace, name, uid }) => ({ namespace, name, uid })), nodes: ['node-1', 'node-2'], service: { namespace: 'default', name: 'web' },
        backends: [{ address: '10.0.0.10', port: 8080 }, { address: '10.0.0.11', port: 9090 }], liveness: 'readiness', blindMs: 30_000, label: 'Service default/web',
      },
    ]);
  });
});
