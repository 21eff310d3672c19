import { expect } from 'chai';
import { spansBetween } from '../../../src/derive/atoms.ts';
import { distinctEnds } from '../../../src/derive/distinct-ends.ts';
import type { DerivedTarget } from '../../../src/derive/targets.ts';
import type { PodEndpoint } from '../../../src/policy/endpoint.ts';

type End = DerivedTarget['ends'][number];

const dns: PodEndpoint = { kind: 'pod', namespace: 'kube-system', name: 'coredns-1', labels: { 'k8s-app': 'kube-dns' }, ports: [{ name: 'dns', protocol: 'UDP', port: 53 }], ips: ['10.0.0.1'], hostNetwork: false, node: 'node-1' };
const anEnd = (pod: Partial<PodEndpoint> = {}, fields: Partial<End> = {}): End => ({ target: { ...dns, ...pod }, protocol: 'UDP', port: 53, ...fields });
const replica = { name: 'coredns-2', ips: ['10.0.0.2'], node: 'node-2' };
const spansOf = spansBetween([{ cidr: '10.0.0.0/24', except: [] }]);

const cases: readonly { name: string; other: End; distinct: boolean }[] = [
  { name: 'replicas on several nodes', other: anEnd(replica), distinct: false },
  { name: 'replicas that a block divides', other: anEnd({ ...replica, ips: ['10.0.1.2'] }), distinct: true },
  { name: 'other labels', other: anEnd({ ...replica, labels: { 'k8s-app': 'kube-dns', canary: 'true' } }), distinct: true },
  { name: 'other namespaces', other: anEnd({ ...replica, namespace: 'default' }), distinct: true },
  { name: 'another meaning of a name', other: anEnd({ ...replica, ports: [{ name: 'dns', protocol: 'UDP', port: 5353 }] }), distinct: true },
  { name: 'another port', other: anEnd(replica, { port: 5353 }), distinct: true },
  { name: 'another protocol', other: anEnd(replica, { protocol: 'TCP' }), distinct: true },
  { name: 'the way there', other: anEnd(replica, { through: { kind: 'cluster-ip', ip: '10.96.0.10', port: 53 } }), distinct: true },
  { name: 'a pod on its node’s network', other: anEnd({ ...replica, hostNetwork: true }), distinct: true },
  { name: 'nodes', other: anEnd({}, { target: { kind: 'node', name: 'node-1', ips: ['10.0.0.1'] } }), distinct: true },
];

describe('distinctEnds()', () => {
  for (const { name, other, distinct } of cases) {
    it(`${distinct ? 'minds' : 'overlooks'} ${name}`, () => expect(distinctEnds([anEnd(), other], spansOf)).to.deep.equal(distinct ? [anEnd(), other] : [anEnd()]));
  }

  it('minds each node, and each pod on its network', () => {
    const ends = ['node-1', 'node-2'].flatMap((node): End[] => [anEnd({}, { target: { kind: 'node', name: node, ips: ['10.0.0.1'] } }), anEnd({ hostNetwork: true, node })]);
    expect(distinctEnds(ends, spansOf)).to.deep.equal(ends);
  });
});
