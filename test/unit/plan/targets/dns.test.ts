import { expect } from 'chai';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import { aPod, aService, aSlice, aSnapshot } from '../../../support/snapshot.ts';
import { resolve, told } from '../../../support/targets.ts';

const ports = [{ name: 'dns', transport: 'UDP' as const, port: 53, targetPort: 53 }, { name: 'dns-tcp', transport: 'TCP' as const, port: 53, targetPort: 53 }, { name: 'metrics', transport: 'TCP' as const, port: 9153, targetPort: 9153 }];
const coredns = aPod('coredns', { namespace: 'kube-system', ips: ['10.0.0.53'] });
const kubeDns = aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.10'], ports });
const slice = aSlice('kube-dns', [coredns], { namespace: 'kube-system', ports: ports.map(({ name, transport, port }) => ({ name, transport, port: port === 53 ? 5353 : port })) });
const withDns = { services: [kubeDns], pods: [coredns], endpointSlices: [slice] };
const local = (address: string): string[] => ['UDP', 'TCP'].map((transport) => `node-local IPv${address.includes(':') ? 6 : 4} ${transport}/53: ${address}:53 reached-only`);
const service = ['cluster-ip IPv4 UDP/53: 10.96.0.10:53 reached-only', 'endpoint IPv4 UDP/53: 10.0.0.53:5353 reached-only', 'cluster-ip IPv4 TCP/53: 10.96.0.10:53 reached-only', 'endpoint IPv4 TCP/53: 10.0.0.53:5353 reached-only'];

const cases: readonly { name: string; snapshot?: Partial<Snapshot>; families?: (4 | 6)[]; expected: string[] }[] = [
  { name: 'UDP and TCP, ClusterIP and endpoints, and no other port', snapshot: withDns, expected: service },
  { name: 'the Service named kube-dns among several', snapshot: { ...withDns, services: [aService('kube-dns-upstream', { ...kubeDns, name: 'kube-dns-upstream', clusterIps: ['10.96.0.11'] }), kubeDns], endpointSlices: [] }, expected: ['cluster-ip IPv4 UDP/53: 10.96.0.10:53 reached-only', 'cluster-ip IPv4 TCP/53: 10.96.0.10:53 reached-only'] },
  { name: 'the caches on the nodes by their own address, and not by the Service\'s', snapshot: { ...withDns, nodeLocalDns: ['169.254.20.10', '10.96.0.10'] }, expected: [...service, ...local('169.254.20.10')] },
  { name: 'no cache in a family that was not asked for', snapshot: { ...withDns, nodeLocalDns: ['fd00:169::10'] }, expected: service },
  { name: 'nothing where there is none', expected: ['there is no Service with label k8s-app=kube-dns in kube-system'] },
  { name: 'nothing in another family', snapshot: withDns, families: [6], expected: ['Service "kube-system/kube-dns" has no address on port 53 in the families asked for'] },
];

describe('resolveDns()', () => {
  const written = { wellKnown: 'cluster-dns' };
  for (const { name, snapshot, families, expected } of cases) it(`dials ${name}`, () => expect(told(resolve(written, aSnapshot(snapshot), families))).to.deep.equal(expected));

  it('asks real queries everywhere, and so do the controls', () => {
    const { cells } = resolve(written, aSnapshot({ ...withDns, nodeLocalDns: ['169.254.20.10'] }));
    expect(cells).to.have.lengthOf(6);
    for (const cell of cells) expect(cell).to.deep.include({ style: { prober: 'dns', speak: 'nothing', pace: 'gentle' }, controlDials: true });
  });

  it('says what policy cannot promise only where there are caches', () => {
    expect(resolve(written, aSnapshot(withDns)).remarks).to.equal(undefined);
    expect(resolve(written, aSnapshot({ ...withDns, nodeLocalDns: ['169.254.20.10'] })).remarks).to.deep.equal(["the DNS cache runs on each pod's own node, and these two may always talk, whatever a policy says"]);
  });
});
