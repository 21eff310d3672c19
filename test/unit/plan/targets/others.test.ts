import { expect } from 'chai';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import { aPod, aService, aSlice, aSnapshot } from '../../../support/snapshot.ts';
import { resolve, told } from '../../../support/targets.ts';

const dnsPorts = [{ name: 'dns', transport: 'UDP' as const, port: 53, targetPort: 53 }, { name: 'dns-tcp', transport: 'TCP' as const, port: 53, targetPort: 53 }, { name: 'metrics', transport: 'TCP' as const, port: 9153, targetPort: 9153 }];
const coredns = aPod('coredns', { namespace: 'kube-system', ips: ['10.0.0.53'] });
const kubeDns = aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.10'], ports: dnsPorts });
const dnsSlice = aSlice('kube-dns', [coredns], { namespace: 'kube-system', ports: dnsPorts.map(({ name, transport, port }) => ({ name, transport, port: port === 53 ? 5353 : port })) });
const withDns = { services: [kubeDns], pods: [coredns], endpointSlices: [dnsSlice] };
const standIn = { namespace: 'default', labels: { app: 'redis' } };
const apiSlice = aSlice('kubernetes', [], { ports: [{ name: 'https', transport: 'TCP', port: 6443 }], endpoints: [{ addresses: ['172.18.0.2'], ready: true }] });

const cases: readonly { name: string; written: object; snapshot?: Partial<Snapshot>; families?: (4 | 6)[]; expected: string[] }[] = [
  { name: 'a stand-in: one cell a family, on the pod\'s address', written: { standIn, port: 80 }, families: [4, 6], expected: ['pod-ip IPv4 TCP/80: default/np-stand-in:80 stand-in', 'pod-ip IPv6 TCP/80: default/np-stand-in:80 stand-in'] },
  { name: 'a stand-in by UDP', written: { standIn, port: 53, protocol: 'UDP' }, expected: ['pod-ip IPv4 UDP/53: default/np-stand-in:53 stand-in'] },
  { name: 'no stand-in on the control port of every probe', written: { standIn, port: 17007 }, expected: ['a stand-in cannot listen on TCP 17007: every probe needs this port for itself'] },
  { name: 'a stand-in by UDP on the number of the control port', written: { standIn, port: 17007, protocol: 'UDP' }, expected: ['pod-ip IPv4 UDP/17007: default/np-stand-in:17007 stand-in'] },
  { name: 'an address, in its own family whatever was asked for', written: { address: '2001:db8::7', port: 443 }, families: [4], expected: ['direct IPv6 TCP/443: 2001:db8::7:443 reached-only'] },
  { name: 'no address of a pod', written: { address: 'FD00::0:10', port: 80 }, snapshot: { pods: [aPod('web', { ips: ['10.0.0.10', 'fd00::10'] })] }, expected: ['fd00::10 is pod default/web: select it by its labels, since pod addresses change'] },
  { name: 'the address of a node, though a pod on its network has it too', written: { address: '172.18.0.2', port: 22 }, snapshot: { pods: [aPod('proxy', { hostNetwork: true, ips: ['172.18.0.2'] })] }, expected: ['direct IPv4 TCP/22: 172.18.0.2:22 reached-only'] },
  { name: 'cluster-dns: UDP and TCP, ClusterIP and endpoints, and no other port', written: { wellKnown: 'cluster-dns' }, snapshot: withDns, expected: ['cluster-ip IPv4 UDP/53: 10.96.0.10:53 reached-only', 'endpoint IPv4 UDP/53: 10.0.0.53:5353 reached-only', 'cluster-ip IPv4 TCP/53: 10.96.0.10:53 reached-only', 'endpoint IPv4 TCP/53: 10.0.0.53:5353 reached-only'] },
  { name: 'the Service named kube-dns among several', written: { wellKnown: 'cluster-dns' }, snapshot: { ...withDns, services: [aService('kube-dns-upstream', { ...kubeDns, name: 'kube-dns-upstream', clusterIps: ['10.96.0.11'] }), kubeDns], endpointSlices: [] }, expected: ['cluster-ip IPv4 UDP/53: 10.96.0.10:53 reached-only', 'cluster-ip IPv4 TCP/53: 10.96.0.10:53 reached-only'] },
  { name: 'no cluster-dns where there is none', written: { wellKnown: 'cluster-dns' }, expected: ['there is no Service with label k8s-app=kube-dns in kube-system'] },
  { name: 'no cluster-dns in another family', written: { wellKnown: 'cluster-dns' }, snapshot: withDns, families: [6], expected: ['Service "kube-system/kube-dns" has no address on port 53 in the families asked for'] },
  { name: 'no cluster-dns at addresses of the user\'s', written: { wellKnown: 'cluster-dns', addresses: ['10.96.0.10'] }, snapshot: withDns, expected: ['cluster-dns takes no addresses: they are read from the cluster'] },
  { name: 'the API server: ClusterIP and every endpoint', written: { wellKnown: 'apiserver' }, snapshot: { endpointSlices: [apiSlice] }, expected: ['cluster-ip IPv4 TCP/443: 10.96.0.1:443 reached-only', 'endpoint IPv4 TCP/443: 172.18.0.2:6443 reached-only'] },
  { name: 'no API server in another family', written: { wellKnown: 'apiserver' }, families: [6], expected: ['the Service "default/kubernetes" has no address in the families asked for'] },
  { name: 'no API server at addresses of the user\'s', written: { wellKnown: 'apiserver', addresses: ['10.96.0.1'] }, expected: ['apiserver takes no addresses: they are read from the cluster'] },
  { name: 'cloud metadata at its usual address', written: { wellKnown: 'cloud-metadata' }, expected: ['direct IPv4 TCP/80: 169.254.169.254:80 reached-only'] },
  { name: 'cloud metadata at several addresses: one cell a family, each address once', written: { wellKnown: 'cloud-metadata', addresses: ['169.254.169.254', '168.63.129.16', 'fd00:ec2::254', '169.254.169.254'] }, expected: ['direct IPv4 TCP/80: 169.254.169.254:80 reached-only, 168.63.129.16:80 reached-only', 'direct IPv6 TCP/80: fd00:ec2::254:80 reached-only'] },
];

describe('resolveTarget()', () => {
  for (const { name, written, snapshot, families, expected } of cases) {
    it(`gives ${name}`, () => expect(told(resolve(written, aSnapshot(snapshot), families))).to.deep.equal(expected));
  }

  const styles: readonly { name: string; written: object; snapshot?: Partial<Snapshot>; prober: string; speak: string; pace: string; controls: boolean }[] = [
    { name: 'a stand-in', written: { standIn, port: 80 }, prober: 'tcp', speak: 'echo', pace: 'fast', controls: false },
    { name: 'a stand-in by UDP', written: { standIn, port: 53, protocol: 'UDP' }, prober: 'udp', speak: 'echo', pace: 'fast', controls: false },
    { name: 'an address', written: { address: '203.0.113.1', port: 443, speak: 'tls' }, prober: 'tcp', speak: 'tls', pace: 'gentle', controls: true },
    { name: 'cluster-dns', written: { wellKnown: 'cluster-dns' }, snapshot: withDns, prober: 'dns', speak: 'nothing', pace: 'gentle', controls: true },
    { name: 'the API server', written: { wellKnown: 'apiserver' }, prober: 'tcp', speak: 'tls', pace: 'gentle', controls: true },
    { name: 'cloud metadata, to which nothing is said', written: { wellKnown: 'cloud-metadata' }, prober: 'tcp', speak: 'nothing', pace: 'gentle', controls: true },
  ];
  for (const { name, written, snapshot, prober, speak, pace, controls } of styles) {
    it(`dials ${name} ${pace === 'fast' ? 'fast' : 'gently'}`, () => {
      const [cell] = resolve(written, aSnapshot(snapshot)).cells;
      expect(cell?.style).to.deep.equal({ prober, speak, pace });
      expect(cell?.controlDials).to.equal(controls);
    });
  }
});
