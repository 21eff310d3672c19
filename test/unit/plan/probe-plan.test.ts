import { expect } from 'chai';
import { parsePlan } from '../../../probes/plan.ts';
import type { ProbePlan } from '../../../probes/contract.ts';
import type { PodPlan } from '../../../src/model/plan.ts';
import { planDials } from '../../../src/plan/dials.ts';
import { probePlan, responderId } from '../../../src/plan/probe-plan.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { aPod, aService, aSlice, aSnapshot } from '../../support/snapshot.ts';

const options = { run: 'run1', secret: 'secret', settings: { attemptTimeoutMs: 1000, gentleTimeoutMs: 2500, holdMs: 0 }, lifeMs: 60_000 };
const dnsPorts = [{ name: 'dns', transport: 'UDP' as const, port: 53, targetPort: 53 }, { name: 'dns-tcp', transport: 'TCP' as const, port: 53, targetPort: 53 }];
const coredns = aPod('coredns', { namespace: 'kube-system' });
const snapshot = aSnapshot({
  pods: [coredns],
  services: [aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.10', 'fd96::10'], ports: dnsPorts })],
  endpointSlices: [aSlice('kube-dns', [coredns], { namespace: 'kube-system', ports: dnsPorts })],
});
const probesOf = (matrix: MatrixParts = {}): { pod: PodPlan; probe: ProbePlan }[] => {
  const plan = aPlan(matrix, { snapshot });
  const dials = planDials(plan, 'secret', { ipsOf: () => ['10.1.0.1', 'fd01::1'], controlServiceIps: ['10.96.9.9'] });
  return plan.pods.map((pod) => ({ pod, probe: probePlan(pod, dials, options) }));
};
const probeOf = (role: PodPlan['role'], matrix?: MatrixParts): ProbePlan | undefined => probesOf(matrix).find(({ pod }) => pod.role === role)?.probe;

describe('probePlan()', () => {
  it('writes plans that the probe itself accepts', () => {
    const targets = { dns: { wellKnown: 'cluster-dns' }, internet: { address: '2001:db8::1', port: 443, speak: 'tls' }, udp: { standIn: { namespace: 'app', labels: { a: 'b' } }, port: 53, protocol: 'UDP' } };
    for (const { probe } of probesOf({ targets, ipFamilies: ['IPv4', 'IPv6'] })) expect(parsePlan(JSON.stringify(probe))).to.deep.equal(probe);
  });

  it('gives each pod its own dials only', () => {
    expect(probesOf().map(({ pod, probe }) => [pod.role, probe.dials.length])).to.deep.equal([['source', 2], ['stand-in', 0], ['control-source', 1], ['control-stand-in', 0]]);
  });

  it('lets a responder dial itself, and a source not', () => {
    expect(probesOf().map(({ probe }) => probe.selfDial)).to.deep.equal([false, true, false, true]);
  });

  it('knows neither the matrix\' names nor anybody\'s expectation', () => {
    const sources = { SOURCENAME: { namespace: 'default', labels: { app: 'LABEL' } } };
    const targets = { TARGETNAME: { address: '203.0.113.1', port: 443 } };
    const probe = JSON.stringify(probeOf('source', { sources, targets, expect: { SOURCENAME: { TARGETNAME: 'deny' } } }));
    expect(probe).not.to.match(/SOURCENAME|TARGETNAME|LABEL|deny|allow/);
  });

  it('asks DNS in the transport of the cell, for an address of its family', () => {
    const dials = probeOf('source', { targets: { dns: { wellKnown: 'cluster-dns' } }, ipFamilies: ['IPv4', 'IPv6'] })?.dials ?? [];
    expect(dials.flatMap((dial) => (dial.prober === 'dns' ? [`${dial.transport} ${dial.address} ${dial.type} ${dial.names.join()}`] : []))).to.deep.equal(
      ['udp 10.96.0.10 A', 'udp 10.0.0.10 A', 'udp fd96::10 AAAA', 'tcp 10.96.0.10 A', 'tcp 10.0.0.10 A', 'tcp fd96::10 AAAA'].map((line) => `${line} kubernetes.default.svc.cluster.local`),
    );
  });

  it('dials ours fast and without end, others ten times, the decoy three times', () => {
    const targets = { ours: { standIn: { namespace: 'app', labels: { a: 'b' } }, port: 80 }, theirs: { address: '203.0.113.1', port: 443 } };
    const dials = probeOf('source', { targets })?.dials ?? [];
    expect(dials.map(({ pausesMs, repeat }) => (repeat ? 'for ever' : pausesMs.length + 1))).to.deep.equal(['for ever', 10, 3]);
  });
});

describe('responderId()', () => {
  it('differs with pod and secret', () => {
    const pod = { namespace: 'a', name: 'b' };
    expect(new Set([responderId('s', pod), responderId('t', pod), responderId('s', { ...pod, name: 'c' })])).to.have.lengthOf(3);
  });
});
