import { expect } from 'chai';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import { aPod, aService, aSlice, aSnapshot } from '../../../support/snapshot.ts';
import { resolve, told } from '../../../support/targets.ts';

const standIn = { namespace: 'default', labels: { app: 'redis' } };
const apiSlice = aSlice('kubernetes', [], { ports: [{ name: 'https', transport: 'TCP', port: 6443 }], endpoints: [{ addresses: ['172.18.0.2'], ready: true }] });
const withDns = { services: [aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } })] };
const live = { pods: [aPod('web', { ips: ['10.0.0.10', 'fd00::10'] })] };

const cases: readonly { name: string; written: object; snapshot?: Partial<Snapshot>; families?: (4 | 6)[]; expected: string[] }[] = [
  { name: 'a stand-in: one cell a family, on the pod\'s address', written: { standIn, port: 80 }, families: [4, 6], expected: ['pod-ip IPv4 TCP/80: default/np-stand-in:80 stand-in', 'pod-ip IPv6 TCP/80: default/np-stand-in:80 stand-in'] },
  { name: 'a stand-in by UDP', written: { standIn, port: 53, protocol: 'UDP' }, expected: ['pod-ip IPv4 UDP/53: default/np-stand-in:53 stand-in'] },
  { name: 'a stand-in on a list of ports, each a cell of its own', written: { standIn, ports: [6379, { port: 53, protocol: 'UDP' }, { port: 53 }] }, expected: ['pod-ip IPv4 TCP/6379: default/np-stand-in:6379 stand-in', 'pod-ip IPv4 UDP/53: default/np-stand-in:53 stand-in', 'pod-ip IPv4 TCP/53: default/np-stand-in:53 stand-in'] },
  { name: 'no stand-in on the control port of every probe', written: { standIn, port: 17007 }, expected: ['a stand-in cannot listen on TCP 17007: every probe needs this port for itself'] },
  { name: 'no stand-in with the control port on its list', written: { standIn, ports: [80, 17007] }, expected: ['a stand-in cannot listen on TCP 17007: every probe needs this port for itself'] },
  { name: 'a stand-in by UDP on the number of the control port', written: { standIn, port: 17007, protocol: 'UDP' }, expected: ['pod-ip IPv4 UDP/17007: default/np-stand-in:17007 stand-in'] },
  { name: 'an address, in its own family whatever was asked for', written: { address: '2001:db8::7', port: 443 }, families: [4], expected: ['direct IPv6 TCP/443: 2001:db8::7:443 reached-only'] },
  { name: 'a DNS server\'s address by UDP', written: { address: '203.0.113.53', port: 53, protocol: 'UDP', speak: 'dns' }, expected: ['direct IPv4 UDP/53: 203.0.113.53:53 reached-only'] },
  { name: 'no address of a pod', written: { address: 'FD00::0:10', port: 80 }, snapshot: live, expected: ['fd00::10 is pod default/web: select it by its labels, since pod addresses change'] },
  { name: 'the address of a node, though a pod on its network has it too', written: { address: '172.18.0.2', port: 22 }, snapshot: { pods: [aPod('proxy', { hostNetwork: true, ips: ['172.18.0.2'] })] }, expected: ['direct IPv4 TCP/22: 172.18.0.2:22 reached-only'] },
  { name: 'internet: a cell for each family of its addresses, each address once', written: { wellKnown: 'internet', addresses: ['203.0.113.1', '2001:db8::1', '203.0.113.2', '203.0.113.1'] }, expected: ['direct IPv4 TCP/443: 203.0.113.1:443 reached-only, 203.0.113.2:443 reached-only', 'direct IPv6 TCP/443: 2001:db8::1:443 reached-only'] },
  { name: 'internet on another port', written: { wellKnown: 'internet', addresses: ['203.0.113.1'], port: 53, protocol: 'UDP', speak: 'dns' }, expected: ['direct IPv4 UDP/53: 203.0.113.1:53 reached-only'] },
  { name: 'no internet at the address of a pod', written: { wellKnown: 'internet', addresses: ['203.0.113.1', '10.0.0.10'] }, snapshot: live, expected: ['10.0.0.10 is pod default/web: select it by its labels, since pod addresses change'] },
  { name: 'a host, by a name that is still to be resolved, in each family', written: { host: 'Example.com', port: 443 }, snapshot: withDns, families: [4, 6], expected: ['direct IPv4 TCP/443: example.com:443 reached-only', 'direct IPv6 TCP/443: example.com:443 reached-only'] },
  { name: 'no host where nobody resolves it', written: { host: 'example.com', port: 443 }, expected: ['nobody can resolve example.com: there is no Service with label k8s-app=kube-dns in kube-system'] },
  { name: 'no host of the cluster\'s own', written: { host: 'redis.data.svc.cluster.local', port: 443 }, snapshot: withDns, expected: ["redis.data.svc.cluster.local is a name of the cluster's own: name the Service, or select the pods, so that they are watched"] },
  { name: 'the API server: ClusterIP and every endpoint', written: { wellKnown: 'apiserver' }, snapshot: { endpointSlices: [apiSlice] }, expected: ['cluster-ip IPv4 TCP/443: 10.96.0.1:443 reached-only', 'endpoint IPv4 TCP/443: 172.18.0.2:6443 reached-only'] },
  { name: 'no API server in another family', written: { wellKnown: 'apiserver' }, families: [6], expected: ['the Service "default/kubernetes" has no address in the families asked for'] },
];

describe('resolveTarget()', () => {
  for (const { name, written, snapshot, families, expected } of cases) {
    it(`gives ${name}`, () => expect(told(resolve(written, aSnapshot(snapshot), families))).to.deep.equal(expected));
  }

  const tcp = { prober: 'tcp', speak: 'nothing', pace: 'gentle' };
  const styles: readonly { name: string; written: object; snapshot?: Partial<Snapshot>; style: object; controls: boolean }[] = [
    { name: 'a stand-in fast', written: { standIn, port: 80 }, style: { prober: 'tcp', speak: 'echo', pace: 'fast' }, controls: false },
    { name: 'a stand-in by UDP fast', written: { standIn, port: 53, protocol: 'UDP' }, style: { prober: 'udp', speak: 'echo', pace: 'fast' }, controls: false },
    { name: 'an address gently', written: { address: '203.0.113.1', port: 443, speak: 'tls' }, style: { ...tcp, speak: 'tls' }, controls: true },
    { name: 'a DNS server with real queries', written: { address: '203.0.113.1', port: 53, speak: 'dns' }, style: { ...tcp, prober: 'dns' }, controls: true },
    { name: 'the internet gently', written: { wellKnown: 'internet', addresses: ['203.0.113.1'], speak: 'tls' }, style: { ...tcp, speak: 'tls' }, controls: true },
    { name: 'a host gently', written: { host: 'example.com', port: 80, speak: 'http' }, snapshot: withDns, style: { ...tcp, speak: 'http' }, controls: true },
    { name: 'the API server with a request whose certificate tells who answered', written: { wellKnown: 'apiserver' }, style: { prober: 'http', speak: 'tls', pace: 'gentle', http: { scheme: 'https', path: '/version', trustCluster: true } }, controls: true },
  ];
  for (const { name, written, snapshot, style, controls } of styles) {
    it(`dials ${name}`, () => {
      const [cell] = resolve(written, aSnapshot(snapshot)).cells;
      expect(cell?.style).to.deep.equal(style);
      expect(cell?.controlDials).to.equal(controls);
    });
  }
});
