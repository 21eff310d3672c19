import { expect } from 'chai';
import type { Path } from '../../../../src/model/cell.ts';
import type { Destination, PodPlan } from '../../../../src/model/plan.ts';
import { directoryOf } from '../../../../src/plan/policy/directory.ts';
import { endsOf, plannedEndpoint } from '../../../../src/plan/policy/ends.ts';
import type { Endpoint } from '../../../../src/policy/endpoint.ts';
import { aNode, aPod, aService, aSlice, aSnapshot } from '../../../support/snapshot.ts';

const web = aPod('web', { ips: ['10.244.1.5', 'fd00:1::5'] });
const api = aPod('api', { ips: ['10.244.1.6'] });
const agent = aPod('agent', { ips: ['172.18.0.2'], hostNetwork: true, node: 'n1' });
const done = aPod('done', { ips: ['10.244.1.7'], finished: true });
const unread = { namespace: 'default', name: 'unread', uid: 'uid-unread' };
const standIn: PodPlan = { namespace: 'shop', name: 'np-1', role: 'stand-in', serves: ['api'], labels: { app: 'api' }, node: 'n1', listen: [], ports: [{ name: 'http', protocol: 'TCP', port: 8080 }], gated: true };
const source: PodPlan = { ...standIn, name: 'np-2', role: 'source', serves: ['web'], labels: { app: 'web' } };

const known = directoryOf(aSnapshot({ nodes: [aNode('n1', { addresses: ['172.18.0.2', 'fd18::2'] }), aNode('n2', { addresses: ['172.18.0.3', '192.168.7.3'] })], pods: [web, api, agent, done], services: [aService('web', { clusterIps: ['10.96.0.80'], externalIps: ['198.51.100.80'], ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 80, nodePort: 8888 }] })], nodeLocalDns: ['169.254.20.10', '10.96.0.10'], endpointSlices: [{ ...aSlice('kubernetes', []), endpoints: [{ addresses: ['172.30.0.10'], ready: true }] }] }), [standIn, source]);

const called = (end: Endpoint): string => (end.kind === 'address' ? end.ip : end.kind === 'node' ? `node ${end.name}${end.ips.length === 1 ? '' : ` ${end.ips.join()}`}` : `pod ${end.name}${end.hostNetwork ? ' on host' : ''}`);
const told = (path: Path, fields: Partial<Destination>): string[] =>
  endsOf({ address: '10.244.1.5', port: 80, pods: [], liveness: 'reached-only', label: '', ...fields }, { id: '', source: 'web', target: 't', transport: 'TCP', port: 80, path, family: 4, origin: { file: '', line: 1, column: 1 } }, source, known)
    .map(({ target, port, through }) => `${called(target)}:${port}${through === undefined ? '' : ` by ${through.kind} ${through.ip}:${through.port}`}`);
const service = (backends: Destination['backends'], pods: Destination['pods']): Partial<Destination> => ({ address: '10.96.0.80', port: 80, pods, ...(backends === undefined ? {} : { backends }) });
const at = (address: string, port = 8080) => ({ address, port });

const cases: readonly [name: string, path: Path, destination: Partial<Destination>, expected: readonly string[]][] = [
  ['a pod, by its address', 'pod-ip', { pods: [web] }, ['pod web:80']],
  ['a pod, by the other of its addresses', 'pod-ip', { address: 'fd00:1::5', pods: [web] }, ['pod web:80']],
  ['a pod on its node\'s network as one', 'endpoint', { address: '172.18.0.2', pods: [agent] }, ['pod agent on host:80']],
  ['a stand-in of ours', 'pod-ip', { address: { pod: standIn } }, ['pod np-1:80']],
  ['nobody where a stand-in is not ours', 'pod-ip', { address: { pod: { namespace: 'shop', name: 'gone' } } }, []],
  ['nobody behind a Service of ours', 'cluster-ip', { address: { service: standIn, pod: standIn } }, []],
  ['nobody behind a host name', 'direct', { address: { host: 'example.com' } }, []],
  ['nobody where a pod has finished', 'pod-ip', { address: '10.244.1.7', pods: [done] }, []],
  ['nobody where a pod could not be read', 'endpoint', { address: '198.51.100.7', pods: [unread] }, []],
  ['an endpoint without a pod as an address', 'endpoint', { address: '198.51.100.7' }, ['198.51.100.7:80']],
  ['an endpoint that a node has', 'endpoint', { address: '172.18.0.3' }, ['node n2:80']],
  ['all pods behind a Service, by their own ports', 'cluster-ip', service([at('10.244.1.5'), at('10.244.1.6', 9090)], [web, api]), ['pod web:8080 by cluster-ip 10.96.0.80:80', 'pod api:9090 by cluster-ip 10.96.0.80:80']],
  ['a pod behind a Service, in whatever order', 'cluster-ip', service([at('10.244.1.6')], [web, api]), ['pod api:8080 by cluster-ip 10.96.0.80:80']],
  ['pods beside an address that is no pod\'s', 'cluster-ip', service([at('198.51.100.7'), at('10.244.1.5')], [web]), ['198.51.100.7:8080 by cluster-ip 10.96.0.80:80', 'pod web:8080 by cluster-ip 10.96.0.80:80']],
  ['nobody where one of several could not be read', 'cluster-ip', service([at('10.244.1.5'), at('198.51.100.7')], [web, unread]), []],
  ['nobody where no endpoint is known', 'cluster-ip', service(undefined, []), []],
  ['a pod behind a port of a node', 'node-port', { address: '172.18.0.3', port: 30_080, pods: [web], backends: [at('10.244.1.5')] }, ['pod web:8080 by node-port 172.18.0.3:30080']],
  ['a node', 'node', { address: '172.18.0.3', node: 'n2' }, ['node n2:80']],
  ['nobody where the node is not known', 'node', { address: '172.18.0.9', node: 'n9' }, []],
  ['the source\'s own node', 'node-local', { address: '169.254.20.10' }, ['node n1:80']],
  ['an address outside', 'direct', { address: '203.0.113.10' }, ['203.0.113.10:80']],
  ['a node by an address that a person wrote', 'direct', { address: '172.18.0.3' }, ['node n2:80']],
  ['nobody by an address among those of pods', 'direct', { address: '10.244.77.7' }, []],
  ['nobody by an address among those of Services', 'direct', { address: '10.96.3.4' }, []],
  ['the API server, which is no pod', 'endpoint', { address: '172.30.0.10', port: 6443 }, ['172.30.0.10:6443']],
  ['nobody by a private address that nobody is known to have', 'direct', { address: '10.103.9.9' }, []],
  ['nobody by an address of a load balancer', 'direct', { address: '198.51.100.80' }, []],
  ['nobody by a port of a node that is a Service\'s', 'node', { address: '172.18.0.3', node: 'n2', port: 8888 }, []],
  ['nobody by a port of a node that may be a Service\'s', 'direct', { address: '172.18.0.3', port: 30_080 }, []],
  ['the DNS cache of the own node, where it takes the Service\'s address, too', 'cluster-ip', { ...service([at('10.244.1.5', 53)], [web]), address: '10.96.0.10', port: 53 }, ['node n1:53']],
  ['the metadata server', 'direct', { address: '169.254.169.254' }, ['169.254.169.254:80']],
];

describe('endsOf()', () => {
  for (const [name, path, destination, expected] of cases) {
    it(`sees ${name}`, () => expect(told(path, destination)).to.deep.equal(expected));
  }
});

describe('plannedEndpoint()', () => {
  it('has labels, node, named ports, and the addresses that it was given', () => {
    expect(plannedEndpoint(standIn, ['10.0.0.7'])).to.deep.equal({ kind: 'pod', namespace: 'shop', name: 'np-1', labels: { app: 'api' }, ports: [{ name: 'http', protocol: 'TCP', port: 8080 }], ips: ['10.0.0.7'], hostNetwork: false, node: 'n1' });
  });
});

describe('endsOf() on Google\'s nodes', () => {
  it('sees the metadata server by the address of the machine\'s own, too', () => {
    const cloud = directoryOf(aSnapshot({ nodes: [aNode('n1', { providerId: 'gce://project/zone/n1' })] }), []);
    const ends = endsOf({ address: '169.254.169.254', port: 80, pods: [], liveness: 'reached-only', label: '' }, { id: '', source: 'web', target: 't', transport: 'TCP', port: 80, path: 'direct', family: 4, origin: { file: '', line: 1, column: 1 } }, source, cloud);
    expect(ends).to.deep.equal([{ target: { kind: 'address', ip: '169.254.169.252' }, port: 988, through: { kind: 'cluster-ip', ip: '169.254.169.254', port: 80 } }]);
  });
});
