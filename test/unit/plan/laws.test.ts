import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Plan } from '../../../src/model/plan.ts';
import { planDials } from '../../../src/plan/dials.ts';
import { planSizes } from '../../../src/plan/plan-size.ts';
import { probePlan } from '../../../src/plan/probe-plan.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { aPod, aService, aSlice, aSnapshot } from '../../support/snapshot.ts';

const name = fc.constantFrom('a', 'b', 'c', 'constructor', 'x.y:z');
const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('', 'x', 'y'), { minKeys: 1 });
const pods = fc.record({ namespace: fc.constantFrom('default', 'app'), labels });
const target = fc.oneof(
  fc.record({ standIn: pods, port: fc.constantFrom(53, 80, 443), protocol: fc.constantFrom('TCP', 'UDP') }),
  fc.record({ address: fc.constantFrom('203.0.113.1', '203.0.113.2', '2001:db8::1'), port: fc.constantFrom(80, 443) }),
  fc.record({ wellKnown: fc.constant('cloud-metadata'), addresses: fc.array(fc.constantFrom('169.254.169.254', '168.63.129.16', 'fd00:ec2::254'), { minLength: 1 }) }),
  fc.constant({ wellKnown: 'apiserver' }),
  fc.constant({ wellKnown: 'cluster-dns' }),
  fc.constant({ service: { namespace: 'default', name: 'live' }, port: 80, speak: 'http' }),
  fc.constant({ pods: { namespace: 'default', labels: { app: 'live' } }, port: 8080 }),
  fc.constant({ service: { namespace: 'default', name: 'live' }, port: 80 }),
);
const matrices: fc.Arbitrary<MatrixParts> = fc
  .record({ sources: fc.dictionary(name, pods, { minKeys: 1, noNullPrototype: true }), targets: fc.dictionary(name, target, { minKeys: 1, noNullPrototype: true }), ipFamilies: fc.constantFrom(['IPv4'], ['IPv4', 'IPv6'], ['IPv6']) })
  .map((parts) => ({ ...parts, expect: Object.fromEntries(Object.keys(parts.sources).map((source) => [source, { '*': 'deny' }])) }));

const snapshotWith = (ip: string) => {
  const pod = aPod('live', { ips: [`10.0.0.${ip}`, `fd00::${ip}`], uid: `uid-${ip}`, name: `live-${ip}` });
  const ports = [{ name: '', transport: 'TCP' as const, port: 8080 }];
  const endpoints = (index: number) => [{ addresses: [pod.ips[index] ?? ''], ready: true, pod }];
  const slices = [aSlice('live', [], { ports, endpoints: endpoints(0) }), aSlice('live', [], { ports, endpoints: endpoints(1) })];
  return aSnapshot({ pods: [pod], endpointSlices: slices, services: [aService('live', { clusterIps: [`10.96.0.${ip}`, `fd96::${ip}`] }), aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.2', 'fd96::2'], ports: [{ name: 'dns', transport: 'UDP', port: 53, targetPort: 53 }, { name: 'dns-tcp', transport: 'TCP', port: 53, targetPort: 53 }] }), aService('kubernetes', { clusterIps: ['10.96.0.1', 'fd96::1'], ports: [{ name: 'https', transport: 'TCP', port: 443, targetPort: 6443 }] })] });
};
const ids = (plan: Plan): string[] => plan.cells.map(({ cell }) => cell.id);
const reversed = <T extends object>(object: T): T => Object.fromEntries(Object.entries(object).toReversed()) as T;
const placed = (plan: Plan) => ({ ipsOf: (pod: { name: string }) => [`10.1.0.${plan.pods.findIndex((one) => one.name === pod.name) + 1}`, `fd01::${plan.pods.findIndex((one) => one.name === pod.name) + 1}`], controlServiceIps: ['10.96.9.9', 'fd96::9'], canaryServiceIps: () => [] });
/** What every pod is told. */
const tell = (plan: Plan) => {
  const dials = planDials(plan, 'secret', placed(plan));
  return plan.pods.map((pod) => probePlan(pod, dials, { run: 'r', secret: 's', settings: { attemptTimeoutMs: 1000, gentleTimeoutMs: 2500, holdMs: 0 }, lifeMs: 1 }));
};

describe('planRun(), for any matrix', function () {
  this.timeout(20_000);
  const snapshot = snapshotWith('10');
  const law = (title: string, check: (parts: MatrixParts, plan: Plan) => void): void => {
    it(title, () => fc.assert(fc.property(matrices, (parts) => check(parts, aPlan(parts, { snapshot }))), { numRuns: 60 }));
  };

  law('gives every cell an id of its own', (_, plan) => {
    expect(new Set(ids(plan))).to.have.lengthOf(plan.cells.length);
  });

  law('gives every pod a name of its own, up to the last dash', (_, plan) => {
    expect(new Set(plan.pods.map(({ name: pod }) => pod.slice(0, pod.lastIndexOf('-'))))).to.have.lengthOf(plan.pods.length);
  });

  law('gives the same ids in another run, with other addresses behind them', (parts, plan) => {
    expect(ids(aPlan(parts, { snapshot: snapshotWith('77'), run: 'run2', secret: 'other', controlNamespace: 'netproof-run2' }))).to.deep.equal(ids(plan));
  });

  law('gives the same ids whatever the order of keys', (parts, plan) => {
    const other = aPlan({ ipFamilies: parts.ipFamilies ?? [], sources: reversed(parts.sources ?? {}), targets: reversed(parts.targets ?? {}), expect: reversed(parts.expect ?? {}) }, { snapshot });
    expect(ids(other).toSorted()).to.deep.equal(ids(plan).toSorted());
  });

  law('puts no address, run or hash into an id', (_, plan) => {
    for (const id of ids(plan)) expect(id).to.match(/^\S+ -> \S+ (?:TCP|UDP)\/\d+ (?:pod-ip|cluster-ip|endpoint|direct) IPv[46]$/);
  });

  law('has a control pair for every source node', (_, plan) => {
    const nodes = (role: string): Set<string> => new Set(plan.pods.filter((pod) => pod.role === role).map(({ node }) => node));
    expect(nodes('control-source')).to.deep.equal(nodes('source'));
    for (const node of plan.cells.flatMap(({ destinations }) => destinations.flatMap((destination) => destination.node ?? []))) expect(nodes('control-stand-in')).to.include(node);
  });

  law('dials every destination once from its source, with an id and a nonce of its own', (_, plan) => {
    const dials = planDials(plan, 'secret', placed(plan));
    const cells = dials.flatMap(({ purpose }) => (purpose.kind === 'cell' ? purpose.cells.map(({ cell, destination }) => `${cell} ${destination}`) : []));
    expect(cells.toSorted()).to.deep.equal(plan.cells.flatMap(({ cell, destinations }) => destinations.map((_destination, index) => `${cell.id} ${index}`)).toSorted());
    for (const key of ['id', 'nonce'] as const) expect(new Set(dials.map((dial) => dial[key]))).to.have.lengthOf(dials.length);
  });

  law('dials no server twice in the same way from one source', (_, plan) => {
    const ways = planDials(plan, 'secret', placed(plan)).map(({ from, transport, address, port, style }) => JSON.stringify([from, transport, address, port, style]));
    expect(new Set(ways)).to.have.lengthOf(ways.length);
  });

  law('connects at most ten times from one source to one server, unless so many dials meet there that four each are more', (_, plan) => {
    const endpoints = plan.cells.flatMap(({ cell, destinations }) => (cell.path === 'endpoint' ? destinations : [])).flatMap(({ address, port }) => (typeof address === 'string' ? [{ address, port }] : []));
    const behind = [...new Map(endpoints.map((server) => [JSON.stringify(server), server])).values()];
    const cells = plan.cells.map((planned) => (planned.cell.path === 'cluster-ip' ? { ...planned, destinations: planned.destinations.map((destination) => ({ ...destination, backends: behind })) } : planned));
    const virtual = new Set(cells.flatMap(({ cell, destinations }) => (cell.path === 'cluster-ip' ? destinations.map(({ address }) => address) : [])));
    const dials = planDials({ ...plan, cells }, 'secret', placed(plan));
    for (const { style, purpose, budget } of dials) expect(budget === undefined).to.equal(style.pace !== 'gentle' || purpose.kind === 'decoy');
    const meeting = dials.flatMap(({ from, transport, address, port, budget }) =>
      budget === undefined ? [] : [{ address, port }, ...(virtual.has(address) ? behind : [])].map((server) => ({ server: JSON.stringify([from, transport, server]), budget })));
    for (const [server, met] of Map.groupBy(meeting, (one) => one.server)) {
      const budgets = met.map(({ budget }) => budget);
      if (budgets.length <= 2) expect(budgets.reduce((sum, budget) => sum + budget, 0), server).to.be.at.most(10);
      else expect(new Set(budgets), server).to.deep.equal(new Set([4]));
      expect(Math.min(...budgets)).to.be.at.least(4);
    }
  });

  law('never asks DNS without end: each turn of names is a line in the log', (_, plan) => {
    for (const { dials } of tell(plan)) for (const dial of dials) if (dial.prober === 'dns') expect(dial).to.include({ repeat: false });
  });

  law('tells no probe more than it was found room for', (_, plan) => {
    const dials = planDials(plan, 'secret', placed(plan));
    const settings = { attemptTimeoutMs: 1000, gentleTimeoutMs: 2500, holdMs: 60_000 };
    for (const { pod, bytes } of planSizes(plan)) expect(JSON.stringify(probePlan(pod, dials, { run: plan.run, secret: 'secret', settings, lifeMs: 200_000 })).length).to.be.at.most(bytes);
  });

  law('tells the probes all dials, and no expectation', (parts, plan) => {
    const told = tell(plan);
    expect(told.reduce((sum, { dials }) => sum + dials.length, 0)).to.equal(planDials(plan, 'secret', placed(plan)).length);
    const allowed = Object.fromEntries(Object.keys(parts.sources ?? {}).map((source) => [source, { '*': 'allow' }]));
    expect(tell(aPlan({ ...parts, expect: allowed }, { snapshot }))).to.deep.equal(told);
  });
});
