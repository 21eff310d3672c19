import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Plan } from '../../../src/model/plan.ts';
import { planDials } from '../../../src/plan/dials.ts';
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
  return aSnapshot({ pods: [pod], endpointSlices: slices, services: [aService('live', { clusterIps: [`10.96.0.${ip}`, `fd96::${ip}`] }), aService('kubernetes', { clusterIps: ['10.96.0.1', 'fd96::1'], ports: [{ name: 'https', transport: 'TCP', port: 443, targetPort: 6443 }] })] });
};
const ids = (plan: Plan): string[] => plan.cells.map(({ cell }) => cell.id);
const reversed = <T extends object>(object: T): T => Object.fromEntries(Object.entries(object).toReversed()) as T;
const placed = (plan: Plan) => ({ ipsOf: (pod: { name: string }) => [`10.1.0.${plan.pods.findIndex((one) => one.name === pod.name) + 1}`, `fd01::${plan.pods.findIndex((one) => one.name === pod.name) + 1}`], controlServiceIps: ['10.96.9.9', 'fd96::9'] });

describe('planRun(), for any matrix', () => {
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
    expect(cells).to.deep.equal(plan.cells.flatMap(({ cell, destinations }) => destinations.map((_destination, index) => `${cell.id} ${index}`)));
    for (const key of ['id', 'nonce'] as const) expect(new Set(dials.map((dial) => dial[key]))).to.have.lengthOf(dials.length);
  });

  law('tells the probes all dials, and no expectation', (parts, plan) => {
    const tellAll = (one: Plan) => one.pods.map((pod) => probePlan(pod, planDials(one, 'secret', placed(one)), { run: 'r', secret: 's', settings: { attemptTimeoutMs: 1000, gentleTimeoutMs: 2500, holdMs: 0 }, lifeMs: 1 }));
    const told = tellAll(plan);
    expect(told.reduce((sum, { dials }) => sum + dials.length, 0)).to.equal(planDials(plan, 'secret', placed(plan)).length);
    const allowed = Object.fromEntries(Object.keys(parts.sources ?? {}).map((source) => [source, { '*': 'allow' }]));
    expect(tellAll(aPlan({ ...parts, expect: allowed }, { snapshot }))).to.deep.equal(told);
  });
});
