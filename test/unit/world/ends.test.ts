import { expect } from 'chai';
import type { MatrixTarget } from '../../../src/matrix/schema.ts';
import type { End } from '../../../src/world/end.ts';
import { endsOfTarget } from '../../../src/world/ends.ts';
import type { World } from '../../../src/world/world.ts';
import { aMatrix } from '../../support/matrix.ts';
import { aLivePod, aLiveService, aLiveWorld, http } from '../../support/live-world.ts';

const parsed = (target: object): MatrixTarget => {
  const found = aMatrix({ targets: { t: target } }).matrix.targets['t'];
  if (found === undefined) throw new Error('there is no target');
  return found;
};

/** `shop/web-1 TCP 8080 through 10.96.0.80:80` */
const tell = ({ target, port, protocol, through }: End): string => {
  const who = target.kind === 'pod' ? `${target.namespace}/${target.name ?? Object.values(target.labels).join()}` : target.kind === 'node' ? target.name : target.ip;
  return `${who} ${protocol} ${port}${through === undefined ? '' : ` through ${through.ip}:${through.port}`}`;
};

const pods = [aLivePod('shop/web-1', { ports: [http] }), aLivePod('shop/web-2', { ips: ['10.244.2.20'], ports: [{ ...http, port: 9090 }] }), aLivePod('shop/agent-1', { hostNetwork: true, ips: ['192.0.2.1'] })];
const web = aLiveService('shop/web');
const dns = aLiveService('kube-system/kube-dns', { clusterIps: ['10.96.0.10'], ports: (['UDP', 'TCP'] as const).map((transport) => ({ name: '', transport, port: 53, targetPort: 53 })) });
const world = aLiveWorld({ pods: [...pods, aLivePod('kube-system/dns-1', { labels: { app: 'kube-dns' }, ips: ['10.244.1.53'] })], services: [web, dns] });
const filed = (fields: Partial<World>): World => ({ ...aLiveWorld(), nodes: [], ...fields });

const service = { service: { namespace: 'shop', name: 'web' }, port: 80 };

const known: readonly { name: string; target: object; world?: World; expected: readonly string[] }[] = [
  { name: 'a stand-in on each of its ports', target: { standIn: { namespace: 'shop', labels: { app: 'x' } }, ports: [80, { port: 53, protocol: 'UDP' }] }, expected: ['shop/x TCP 80', 'shop/x UDP 53'] },
  { name: 'live pods by their labels', target: { pods: { namespace: 'shop', labels: { app: 'web' } }, port: 80 }, expected: ['shop/web-1 TCP 80', 'shop/web-2 TCP 80'] },
  { name: 'the pods behind a Service, by their own port', target: service, expected: ['shop/web-1 TCP 8080 through 10.96.0.80:80', 'shop/web-2 TCP 8080 through 10.96.0.80:80'] },
  { name: 'a named port, which is another number on each', target: service, world: { ...world, services: [{ ...web, ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 'http' }] }] }, expected: ['shop/web-1 TCP 8080 through 10.96.0.80:80', 'shop/web-2 TCP 9090 through 10.96.0.80:80'] },
  { name: 'a named port by its protocol', target: service, world: { ...world, pods: [aLivePod('shop/web-1', { ports: [{ ...http, protocol: 'UDP', port: 53 }, http] })], services: [{ ...web, ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 'http' }] }] }, expected: ['shop/web-1 TCP 8080 through 10.96.0.80:80'] },
  { name: 'a live Service without an address', target: service, world: { ...world, services: [{ ...web, clusterIps: [] }] }, expected: ['shop/web-1 TCP 8080', 'shop/web-2 TCP 8080'] },
  { name: 'a Service of a file, which will get its address', target: service, world: filed({ pods: pods.slice(0, 1), services: [{ ...web, clusterIps: [] }] }), expected: ['shop/web-1 TCP 8080 through :80'] },
  {
    name: 'the ports on nodes, where they are asked for',
    target: { ...service, nodePorts: true },
    world: { ...world, pods: pods.slice(0, 1), services: [{ ...web, ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 }] }] },
    expected: ['shop/web-1 TCP 8080 through 10.96.0.80:80', 'shop/web-1 TCP 8080 through 192.0.2.1:30080', 'shop/web-1 TCP 8080 through 192.0.2.2:30080'],
  },
  { name: 'all nodes', target: { nodes: {}, port: 10250 }, expected: ['node-1 TCP 10250', 'node-2 TCP 10250'] },
  { name: 'the nodes that are named', target: { nodes: { names: ['node-2'] }, port: 10250 }, expected: ['node-2 TCP 10250'] },
  { name: "a stranger's address", target: { address: '203.0.113.10', port: 443 }, expected: ['203.0.113.10 TCP 443'] },
  { name: 'a stranger\'s private address, of files alone', target: { address: '10.99.7.7', port: 443 }, world: filed({}), expected: ['10.99.7.7 TCP 443'] },
  { name: "a pod's address", target: { address: '10.244.2.20', port: 443 }, expected: ['shop/web-2 TCP 443'] },
  { name: "a node's address, which a pod on its network has, too", target: { address: '192.0.2.1', port: 443 }, expected: ['node-1 TCP 443'] },
  { name: "a pod's on its node's network, where no node is known to have it", target: { address: '192.0.2.1', port: 443 }, world: { ...world, nodes: [] }, expected: ['192.0.2.1 TCP 443'] },
  { name: "a Service's address", target: { address: '10.96.0.80', port: 80 }, expected: ['shop/web-1 TCP 8080 through 10.96.0.80:80', 'shop/web-2 TCP 8080 through 10.96.0.80:80'] },
  { name: "a Service's second address", target: { address: 'fd96::80', port: 80 }, world: { ...world, pods: pods.slice(0, 1), services: [{ ...web, clusterIps: ['10.96.0.80', 'fd96::80'] }] }, expected: ['shop/web-1 TCP 8080 through fd96::80:80'] },
  { name: 'DNS, by both protocols', target: { wellKnown: 'cluster-dns' }, expected: ['kube-system/dns-1 UDP 53 through 10.96.0.10:53', 'kube-system/dns-1 TCP 53 through 10.96.0.10:53'] },
  { name: 'DNS that no file speaks of', target: { wellKnown: 'cluster-dns' }, world: filed({}), expected: ['kube-system/kube-dns UDP 53', 'kube-system/kube-dns TCP 53'] },
  { name: 'the API server', target: { wellKnown: 'apiserver' }, world: { ...world, apiserver: [{ target: { kind: 'address', ip: '172.30.0.10' }, port: 6443 }] }, expected: ['172.30.0.10 TCP 6443'] },
  { name: 'the metadata service that all clouds share', target: { wellKnown: 'cloud-metadata' }, expected: ['169.254.169.254 TCP 80'] },
  { name: 'those of a cloud besides', target: { wellKnown: 'cloud-metadata', clouds: ['gcp'] }, expected: ['169.254.169.254 TCP 80', '169.254.169.254 TCP 8080', '169.254.169.252 TCP 987', '169.254.169.252 TCP 988'] },
  { name: 'metadata addresses that are named', target: { wellKnown: 'cloud-metadata', addresses: ['192.0.2.77'] }, expected: ['192.0.2.77 TCP 80'] },
  { name: 'the internet', target: { wellKnown: 'internet', addresses: ['203.0.113.10', '2001:db8::10'] }, expected: ['203.0.113.10 TCP 443', '2001:db8::10 TCP 443'] },
];

const unknown: readonly { name: string; target: object; world?: World; expected: string }[] = [
  { name: 'an address that a pod may have', target: { address: '10.99.7.7', port: 443 }, expected: '10.99.7.7 may be the address of a pod or a Service that was not read' },
  { name: 'a port of nodes that is a Service\'s', target: { nodes: {}, port: 30_080 }, expected: 'a node sends on what comes to this port, and to whom is not known' },
  { name: 'such a port by an address', target: { address: '192.0.2.1', port: 32_767 }, expected: 'a node sends on what comes to this port, and to whom is not known' },
  { name: 'pods that are not there', target: { pods: { namespace: 'shop', labels: { app: 'x' } }, port: 80 }, expected: 'no pod has these labels' },
  { name: 'a Service that is not there', target: { service: { namespace: 'shop', name: 'x' }, port: 80 }, expected: 'there is no Service shop/x' },
  { name: 'a port that the Service does not have', target: { ...service, port: 81 }, expected: 'Service shop/web has no TCP port 81; it has TCP 80' },
  { name: 'a Service without a selector', target: service, world: { ...world, services: [{ namespace: 'shop', name: 'web', ports: web.ports, clusterIps: [] }] }, expected: 'Service shop/web selects no pods: what is behind it is not known' },
  { name: 'a Service without pods', target: service, world: { ...world, pods: [] }, expected: 'no pod is behind this Service' },
  { name: 'a named port that no pod has', target: service, world: { ...world, services: [{ ...web, ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 'grpc' }] }] }, expected: 'no pod behind this Service has a TCP port called "grpc"' },
  { name: 'a node that is not there', target: { nodes: { names: ['node-1', 'node-3'] }, port: 10250 }, expected: 'there is no node "node-3"' },
  { name: 'nodes in files', target: { nodes: { names: ['node-1'] }, port: 10250 }, world: filed({}), expected: 'no node is known' },
  { name: 'a port that the Service at an address does not have', target: { address: '10.96.0.80', port: 81 }, expected: 'Service shop/web has no TCP port 81; it has TCP 80' },
  { name: 'a host name', target: { host: 'example.com', port: 443 }, expected: 'a host name may be any address' },
  { name: 'DNS that a cluster does not show', target: { wellKnown: 'cluster-dns' }, world: aLiveWorld(), expected: 'the Service of the cluster’s DNS is not known' },
  { name: 'DNS without pods', target: { wellKnown: 'cluster-dns' }, world: { ...world, pods: [] }, expected: 'no pod is behind the cluster’s DNS' },
  { name: 'an API server that nobody told', target: { wellKnown: 'apiserver' }, expected: 'the addresses of the API server are not known' },
  { name: 'the API server by its Service, where nobody told', target: { service: { namespace: 'default', name: 'kubernetes' }, port: 443 }, world: { ...world, services: [aLiveService('default/kubernetes', { ports: [{ name: '', transport: 'TCP', port: 443, targetPort: 6443 }] })] }, expected: 'the addresses of the API server are not known' },
];

describe('endsOfTarget()', () => {
  for (const { name, target, world: own = world, expected } of known) {
    it(`knows ${name}`, () => {
      const found = endsOfTarget(parsed(target), own);
      expect('ends' in found ? found.ends.map(tell) : found).to.deep.equal(expected);
    });
  }

  for (const { name, target, world: own = world, expected } of unknown) it(`says so of ${name}`, () => expect(endsOfTarget(parsed(target), own)).to.deep.equal({ unknown: expected }));

  it('knows metadata in the family that is asked for', () => {
    const found = endsOfTarget(parsed({ wellKnown: 'cloud-metadata', clouds: ['aws'] }), world, 6);
    expect('ends' in found ? found.ends.map(tell) : found).to.deep.equal(['fd00:ec2::254 TCP 80', 'fd00:ec2::23 TCP 80']);
  });

  it('gives a stand-in the names of its ports', () => {
    const found = endsOfTarget(parsed({ standIn: { namespace: 'shop', labels: { app: 'x' } }, ports: [{ port: 8080, name: 'http' }] }), world);
    expect('ends' in found ? found.ends.map(({ target }) => target.kind === 'pod' && target.ports) : found).to.deep.equal([[http]]);
  });
});
