import { expect } from 'chai';
import type { ServiceState, Snapshot } from '../../../../src/model/snapshot.ts';
import { aNode, aPod, aService, aSlice, aSnapshot } from '../../../support/snapshot.ts';
import { resolve, told } from '../../../support/targets.ts';

const written = { service: { namespace: 'default', name: 'web' }, port: 80, nodePorts: true };
const pod = aPod('web', { ips: ['10.0.0.10', 'fd00::10'], readiness: [{ port: 8080, blindMs: 30_000 }] });
const ports = [{ name: '', transport: 'TCP' as const, port: 8080 }];
const web = (fields: Partial<ServiceState> = {}): ServiceState => aService('web', { ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 8080, nodePort: 30_080 }], ...fields });
const cluster: Partial<Snapshot> = {
  services: [web()],
  pods: [pod],
  endpointSlices: [aSlice('web', [pod], { ports }), aSlice('web', [], { name: 'web-v6', ports, endpoints: [{ addresses: ['fd00::10'], ready: true, node: 'node-1', pod }] })],
  nodes: [aNode('node-2', { addresses: ['172.18.0.3', 'fd18::3'] }), aNode('node-1', { addresses: ['172.18.0.2', 'fd18::2'], ready: false })],
};
const undefinedOrder = 'whether policy judges a nodePort before or after the node translates the address is undefined';

const cases: readonly { name: string; written?: object; snapshot?: Partial<Snapshot>; families?: (4 | 6)[]; expected: string[] }[] = [
  { name: 'dials every node on its nodePort, in a cell of the Service\'s port', expected: ['node-port IPv4 TCP/80: 172.18.0.2:30080 reached-only, 172.18.0.3:30080 reached-only'] },
  { name: 'dials none unasked', written: { ...written, nodePorts: false }, expected: [] },
  { name: 'dials no family that the Service does not have', families: [4, 6], snapshot: { services: [web()], endpointSlices: [aSlice('web', [pod], { ports })] }, expected: ['node-port IPv4 TCP/80: 172.18.0.2:30080 reached-only, 172.18.0.3:30080 reached-only'] },
  { name: 'dials both families of a dual-stack Service', families: [4, 6], snapshot: { services: [web({ clusterIps: ['10.96.0.80', 'fd96::80'] })] }, expected: ['node-port IPv4 TCP/80: 172.18.0.2:30080 reached-only, 172.18.0.3:30080 reached-only', 'node-port IPv6 TCP/80: fd18::2:30080 reached-only, fd18::3:30080 reached-only'] },
  { name: 'dials only nodes with an endpoint where others answer nobody', snapshot: { services: [web({ localNodePorts: true })] }, expected: ['node-port IPv4 TCP/80: 172.18.0.2:30080 reached-only'] },
];

const errors: readonly { name: string; snapshot: Partial<Snapshot>; expected: string }[] = [
  { name: 'a Service without nodePort', snapshot: { services: [aService('web')] }, expected: 'Service "default/web" has no nodePort for TCP 80: only Services of type NodePort and LoadBalancer have one' },
  { name: 'nodes without an address', snapshot: { nodes: [aNode('node-1')] }, expected: 'no node has an internal address at which nodePort 30080 of Service "default/web" could be dialled' },
];

describe('nodePortCells()', () => {
  for (const { name, written: other = written, snapshot, families, expected } of cases) {
    it(name, () => expect(told(resolve(other, aSnapshot({ ...cluster, ...snapshot }), families)).filter((line) => !/^(?:cluster-ip|endpoint) /.test(line))).to.deep.equal(expected));
  }

  for (const { name, snapshot, expected } of errors) it(`refuses ${name}`, () => expect(told(resolve(written, aSnapshot({ ...cluster, ...snapshot })))).to.deep.equal([expected]));

  it('knows node, endpoints and servers behind each, and lets the controls dial them', () => {
    const cell = resolve(written, aSnapshot(cluster)).cells.find(({ path }) => path === 'node-port');
    expect(cell?.controlDials).to.equal(true);
    expect(cell?.destinations[1]).to.deep.equal({
      address: '172.18.0.3', port: 30_080, pods: [{ namespace: 'default', name: 'web', uid: 'uid-web' }], nodes: ['node-1'], service: { namespace: 'default', name: 'web' },
      backends: [{ address: '10.0.0.10', port: 8080 }], node: 'node-2', liveness: 'reached-only', label: 'Service default/web on node node-2',
    });
  });

  it('says what policy leaves open, and which nodes are left out', () => {
    expect(resolve(written, aSnapshot(cluster)).remarks).to.deep.equal([undefinedOrder]);
    const local = aSnapshot({ ...cluster, services: [web({ localNodePorts: true })] });
    expect(resolve(written, local).remarks).to.deep.equal([`${undefinedOrder}; only nodes with an endpoint are dialled (externalTrafficPolicy: Local)`]);
    expect(resolve({ ...written, nodePorts: false }, aSnapshot(cluster)).remarks).to.equal(undefined);
  });
});
