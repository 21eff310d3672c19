import { expect } from 'chai';
import type { Family } from '../../../probes/contract.ts';
import { endsByFamily } from '../../../src/world/by-family.ts';
import type { End } from '../../../src/world/end.ts';
import type { World } from '../../../src/world/world.ts';
import { aMatrix } from '../../support/matrix.ts';
import { aLivePod, aLiveService, aLiveWorld } from '../../support/live-world.ts';

/** `IPv6 web-1 through fd00:96::80` */
const tell = ({ target, through, family }: End): string => `IPv${family} ${target.kind === 'address' ? target.ip : target.name ?? 'stand-in'}${through === undefined ? '' : ` through ${through.ip}`}`;

const everyFamily: readonly Family[] = [4, 6];
const both = ['10.244.1.10', 'fd00:244::10'];
const web = aLivePod('shop/web-1', { ips: both });
const old = aLivePod('shop/web-2', { ips: ['10.244.1.20'] });
const dual = aLiveService('shop/web', { clusterIps: ['10.96.0.80', 'fd00:96::80'], ports: [{ name: '', transport: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 }] });
const single = { ...dual, clusterIps: ['10.96.0.80'] };
const live = (fields: Partial<Omit<World, 'policies'>>): World => aLiveWorld({ pods: [web], services: [dual], ...fields });
const node = { kind: 'node', name: 'cp', ips: ['192.0.2.1', '2001:db8::1'] } as const;

const service = { service: { namespace: 'shop', name: 'web' }, port: 80 };
const pods = { pods: { namespace: 'shop', labels: { app: 'web' } }, port: 8080 };

const cases: readonly { name: string; target: object; world?: World; families?: readonly Family[]; expected: readonly string[] | string }[] = [
  { name: 'a stand-in in each, before it has an address', target: { standIn: { namespace: 'shop', labels: { app: 'x' } }, port: 80 }, expected: ['IPv4 stand-in', 'IPv6 stand-in'] },
  { name: 'pods in those that each has', target: pods, world: live({ pods: [web, old] }), expected: ['IPv4 web-1', 'IPv4 web-2', 'IPv6 web-1'] },
  { name: 'a Service by its ClusterIP of each', target: service, expected: ['IPv4 web-1 through 10.96.0.80', 'IPv6 web-1 through fd00:96::80'] },
  { name: 'a Service by the ClusterIP of the one that is asked for', target: service, families: [6], expected: ['IPv6 web-1 through fd00:96::80'] },
  { name: 'a Service of one in that one', target: service, world: live({ services: [single] }), expected: ['IPv4 web-1 through 10.96.0.80'] },
  { name: 'a Service that has none of them', target: service, world: live({ services: [single] }), families: [6], expected: 'Service shop/web has no address in the families asked for' },
  { name: 'the pods of a Service without an address in each', target: service, world: live({ services: [{ ...dual, clusterIps: [] }] }), expected: ['IPv4 web-1', 'IPv6 web-1'] },
  { name: 'a Service of a file, which need not say all of its addresses', target: service, world: live({ services: [single], nodes: [] }), expected: ['IPv4 web-1 through 10.96.0.80', 'IPv6 web-1 through '] },
  { name: 'ports of nodes on those that have the family', target: { ...service, nodePorts: true }, world: live({ nodes: [node] }), families: [6], expected: ['IPv6 web-1 through fd00:96::80', 'IPv6 web-1 through 2001:db8::1'] },
  { name: 'nodes in those that they have', target: { nodes: {}, port: 10250 }, world: live({ nodes: [node, { ...node, name: 'old', ips: ['192.0.2.2'] }] }), expected: ['IPv4 cp', 'IPv4 old', 'IPv6 cp'] },
  { name: 'the API server in its own, whatever else its node has', target: { wellKnown: 'apiserver' }, world: live({ apiserver: [{ target: node, port: 6443, family: 4 }] }), expected: ['IPv4 cp'] },
  { name: 'DNS by its ClusterIP of each', target: { wellKnown: 'cluster-dns' }, world: live({ pods: [{ ...web, namespace: 'kube-system' }], services: [{ ...dual, namespace: 'kube-system', name: 'kube-dns', ports: [{ name: '', transport: 'UDP', port: 53, targetPort: 53 }, { name: '', transport: 'TCP', port: 53, targetPort: 53 }] }] }), families: [6], expected: Array(2).fill('IPv6 web-1 through fd00:96::80') },
  { name: 'an address in its own, whatever is asked', target: { address: '2001:db8::10', port: 443 }, families: [4], expected: ['IPv6 2001:db8::10'] },
  { name: "a pod's second address in its own", target: { address: 'fd00:244::10', port: 443 }, families: [4], expected: ['IPv6 web-1'] },
  { name: 'the internet in those of its addresses, once', target: { wellKnown: 'internet', addresses: ['203.0.113.10', '2001:db8::10'] }, expected: ['IPv4 203.0.113.10', 'IPv6 2001:db8::10'] },
  { name: 'metadata by what is known of each', target: { wellKnown: 'cloud-metadata', clouds: ['scaleway'] }, families: [6], expected: ['IPv6 fd00:42::42'] },
  { name: 'pods that have none of them', target: pods, world: live({ pods: [old] }), families: [6], expected: 'nothing there has an address in the families asked for' },
];

describe('endsByFamily()', () => {
  for (const { name, target, world = live({}), families = everyFamily, expected } of cases) {
    it(`knows ${name}`, () => {
      const found = endsByFamily(Object.values(aMatrix({ targets: { t: target } }).matrix.targets)[0] ?? { host: '', port: 0 }, world, families);
      expect('ends' in found ? found.ends.map(tell) : found.unknown).to.deep.equal(expected);
    });
  }
});
