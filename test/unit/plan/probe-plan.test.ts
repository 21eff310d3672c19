import { expect } from 'chai';
import { parsePlan } from '../../../probes/plan.ts';
import type { ProbePlan } from '../../../probes/contract.ts';
import type { DialPlan, PodPlan } from '../../../src/model/plan.ts';
import { planDials } from '../../../src/plan/dials.ts';
import { gentlePace, reachPace, resolvePace } from '../../../src/plan/pace.ts';
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
  const dials = planDials(plan, 'secret', { ipsOf: () => ['10.1.0.1', 'fd01::1'], controlServiceIps: ['10.96.9.9'], canaryServiceIps: () => [] });
  return plan.pods.map((pod) => ({ pod, probe: probePlan(pod, dials, options) }));
};
const probeOf = (role: PodPlan['role'], matrix?: MatrixParts): ProbePlan | undefined => probesOf(matrix).find(({ pod }) => pod.role === role)?.probe;

const clusterCa = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
/** What a dial over HTTP is told, as the probe itself reads it. */
const told = (http: DialPlan['style']['http'], more: object) => {
  const dial: DialPlan = { id: 'h', from: { namespace: 'n', name: 'p' }, purpose: { kind: 'cell', cells: [] }, style: { prober: 'http', speak: 'nothing', pace: 'gentle', ...(http === undefined ? {} : { http }) }, transport: 'TCP', family: 4, address: '10.96.0.1', port: 443, nonce: 'nonce-nonce', budget: 3 };
  const source: PodPlan = { namespace: 'n', name: 'p', role: 'source', serves: [], labels: {}, node: 'node-1', listen: [], gated: true };
  const { dials } = parsePlan(JSON.stringify(probePlan(source, [dial], { ...options, ...more })));
  const [asked] = dials;
  return asked?.prober === 'http' ? { scheme: asked.scheme, path: asked.path, caPem: asked.caPem } : undefined;
};

describe('probePlan()', () => {
  it('writes plans that the probe itself accepts', () => {
    const targets = { dns: { wellKnown: 'cluster-dns' }, internet: { address: '2001:db8::1', port: 443, speak: 'tls' }, udp: { standIn: { namespace: 'app', labels: { a: 'b' } }, port: 53, protocol: 'UDP' } };
    for (const { probe } of probesOf({ targets, ipFamilies: ['IPv4', 'IPv6'] })) expect(parsePlan(JSON.stringify(probe))).to.deep.equal(probe);
  });

  it('gives each pod its own dials only', () => {
    expect(probesOf().map(({ pod, probe }) => [pod.role, probe.dials.length])).to.deep.equal([['source', 2], ['stand-in', 0], ['control-source', 2], ['control-stand-in', 0]]);
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

  it('asks DNS in the transport of the cell, for an address of its family, by a name that is there and one that is not', () => {
    const dials = probeOf('source', { targets: { dns: { wellKnown: 'cluster-dns' } }, ipFamilies: ['IPv4', 'IPv6'] })?.dials ?? [];
    expect(dials.flatMap((dial) => (dial.prober === 'dns' ? [`${dial.transport} ${dial.address} ${dial.type} ${dial.names.join()}`] : []))).to.deep.equal(
      ['udp 10.96.0.10 A', 'udp 10.0.0.10 A', 'udp fd96::10 AAAA', 'tcp 10.96.0.10 A', 'tcp 10.0.0.10 A', 'tcp fd96::10 AAAA'].map((line) => `${line} kubernetes.default.svc.cluster.local,netproof-absent.default.svc.cluster.local`),
    );
  });

  it('dials ours fast and without end, others ten times, the decoy three times', () => {
    const targets = { ours: { standIn: { namespace: 'app', labels: { a: 'b' } }, port: 80 }, theirs: { address: '203.0.113.1', port: 443 } };
    const dials = probeOf('source', { targets })?.dials ?? [];
    expect(dials.map(({ pausesMs, repeat }) => (repeat ? 'for ever' : pausesMs.length + 1))).to.deep.equal(['for ever', 10, 3]);
  });

  it('gives others as many attempts as their budget allows, late ones where the run holds', () => {
    const plan = aPlan({ targets: { theirs: { address: '203.0.113.1', port: 443 } } });
    const [dial] = planDials(plan, 'secret', { ipsOf: () => [], controlServiceIps: [], canaryServiceIps: () => [] });
    const [source] = plan.pods;
    if (dial === undefined || source === undefined) throw new Error('nothing was planned');
    const pausesOf = (budget: number, holdMs: number) => probePlan(source, [{ ...dial, budget }], { ...options, settings: { ...options.settings, holdMs } }).dials[0]?.pausesMs;
    for (const [budget, holdMs] of [[10, 0], [5, 0], [5, 60_000]] as const) expect(pausesOf(budget, holdMs)).to.deep.equal(gentlePace(budget, holdMs).pausesMs);
  });

  it('spreads what a control may ask of others over the time in which sources come', () => {
    const dials = probeOf('control-source', { targets: { theirs: { address: '203.0.113.1', port: 443 } } })?.dials ?? [];
    expect(dials.find(({ address }) => address === '203.0.113.1')?.pausesMs).to.deep.equal(reachPace(10, 0).pausesMs);
  });

  it('waits longer for others than for ours and for nobody', () => {
    const targets = { ours: { standIn: { namespace: 'app', labels: { a: 'b' } }, port: 80 }, theirs: { address: '203.0.113.1', port: 443 } };
    const timeouts = (role: PodPlan['role']): string[] => (probeOf(role, { targets })?.dials ?? []).map(({ address, timeoutMs }) => `${address} ${timeoutMs}`);
    expect(timeouts('source')).to.deep.equal(['10.1.0.1 1000', '203.0.113.1 2500', '192.0.2.1 1000']);
    expect(timeouts('control-source')).to.deep.equal(['192.0.2.1 1000', '10.1.0.1 1000', '203.0.113.1 2500']);
  });

  it('asks the resolver\'s questions quickly, each for its own name', () => {
    const dial: DialPlan = { id: 'r6 a.test', from: { namespace: 'n', name: 'p' }, purpose: { kind: 'resolve', host: 'a.test' }, style: { prober: 'dns', speak: 'nothing', pace: 'gentle' }, transport: 'UDP', family: 6, address: '10.96.0.10', port: 53, nonce: 'nonce-nonce' };
    const resolver: PodPlan = { namespace: 'n', name: 'p', role: 'resolver', serves: [], labels: {}, node: 'node-1', listen: [], gated: false };
    expect(probePlan(resolver, [dial], options).dials).to.deep.equal([
      { id: 'r6 a.test', address: '10.96.0.10', port: 53, timeoutMs: 2500, ...resolvePace, prober: 'dns', transport: 'udp', names: ['a.test'], type: 'AAAA' },
    ]);
  });

  describe('for HTTP', () => {
    it('hands the cluster\'s CA to a dial that trusts it', () => {
      expect(told({ scheme: 'https', path: '/version', trustCluster: true }, { clusterCa })).to.deep.equal({ scheme: 'https', path: '/version', caPem: clusterCa });
    });
    it('hands it to no other dial', () => {
      expect(told({ scheme: 'https', path: '/', trustCluster: false }, { clusterCa })).to.deep.equal({ scheme: 'https', path: '/', caPem: undefined });
    });
    it('does without where the CA is not known', () => {
      expect(told({ scheme: 'https', path: '/', trustCluster: true }, {})).to.deep.equal({ scheme: 'https', path: '/', caPem: undefined });
    });
  });
});

describe('responderId()', () => {
  it('differs with pod and secret', () => {
    const pod = { namespace: 'a', name: 'b' };
    expect(new Set([responderId('s', pod), responderId('t', pod), responderId('s', { ...pod, name: 'c' })])).to.have.lengthOf(3);
  });
});
