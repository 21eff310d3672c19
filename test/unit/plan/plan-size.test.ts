import { expect } from 'chai';
import { NetproofError } from '../../../src/errors.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { tooLongLogs } from '../../../src/plan/log-size.ts';
import { planSizes, tooLongPlans } from '../../../src/plan/plan-size.ts';
import { planOf } from '../../support/canary-world.ts';
import { aMatrix } from '../../support/matrix.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { aNode, aSnapshot } from '../../support/snapshot.ts';

/** Makes every gentle dial one over HTTPS that trusts the cluster, with a CA of this many bytes. */
const trusting = (plan: Plan, bytes: number): Plan => ({
  ...plan,
  clusterCa: `-----BEGIN CERTIFICATE-----${'A'.repeat(bytes)}`,
  cells: plan.cells.map((planned) => ({ ...planned, style: { prober: 'http', speak: 'nothing', pace: 'gentle', http: { scheme: 'https', path: '/', trustCluster: true } } })),
});
const addresses = (count: number): MatrixParts => ({ targets: Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, { address: `203.0.113.${index + 1}`, port: 443 }])) });
/** Names of hosts in place of each cell's destinations. */
const withHosts = (count: number) => (plan: Plan): Plan => ({
  ...plan,
  dnsServer: '10.96.0.10',
  pods: [...plan.pods, { namespace: 'netproof-run1', name: 'np-resolver', role: 'resolver', serves: [], labels: {}, node: 'node-1', listen: [], gated: false }],
  cells: plan.cells.map((planned) => ({ ...planned, destinations: Array.from({ length: count }, (_, index) => ({ address: { host: `${'a'.repeat(100)}${index}.test` }, port: 443, pods: [], liveness: 'reached-only', label: 'a' })) })),
});
const errorsOf = (matrix: MatrixParts, change: (plan: Plan) => Plan = (plan) => plan): string[] => tooLongPlans(change(aPlan(matrix)), aMatrix(matrix));

/** How many dials the busiest pod of a canary has. */
const most = (nodes: number): number => Math.max(...planSizes(planOf({ nodes: Array.from({ length: nodes }, (_, index) => `n${index}`) })).map(({ dials }) => dials));

describe('tooLongPlans()', () => {
  it('has nothing to say of a plan that fits', () => {
    expect(errorsOf(addresses(100))).to.deep.equal([]);
    expect(errorsOf(addresses(50), (plan) => trusting(plan, 1900))).to.deep.equal([]);
  });

  it('names the source and the control source, and what to do', () => {
    const [source, control, ...more] = errorsOf(addresses(70), (plan) => trusting(plan, 1900));
    expect(source).to.match(/^matrix\.yaml:1:\d+: source "web" would be told of 71 dials and 0 ports in 1\d\d KiB, and a probe's plan takes 120 KiB: split the matrix, or select fewer targets, or leave the canary out$/);
    expect(control).to.match(/^the control source of node node-1 would be told of 71 dials and 0 ports in 1\d\d KiB/);
    expect(more).to.deep.equal([]);
  });

  it('does not grow with nodes to which no cell leads', () => {
    const nodes = Array.from({ length: 800 }, (_, index) => aNode(`node-${index}`));
    const matrix = { sources: { web: { namespace: 'default', labels: { app: 'web' } } }, targets: { a: { standIn: { namespace: 'default', labels: { a: 'b' } }, port: 80 } } };
    const plan = aPlan(matrix, { snapshot: aSnapshot({ nodes }) });
    const standIn = plan.pods.find(({ role }) => role === 'control-stand-in');
    if (standIn === undefined) throw new Error('no control stand-in was planned');
    const many = { ...plan, pods: [...plan.pods, ...nodes.map(({ name }) => ({ ...standIn, name: `np-${name}`, node: name }))] };
    expect(tooLongPlans(many, aMatrix(matrix))).to.deep.equal([]);
  });

  it('gives each pod of a canary as much to do on a hundred nodes as on three', () => {
    expect(most(100)).to.equal(most(3)).and.to.be.below(110);
    expect(tooLongLogs(planOf({ nodes: Array.from({ length: 100 }, (_, index) => `n${index}`) }), 60_000)).to.deep.equal([]);
  }).timeout(20_000);

  it('counts the ports of a stand-in', () => {
    const [error] = errorsOf({}, (plan) => ({ ...plan, pods: plan.pods.map((pod) => (pod.role === 'stand-in' ? { ...pod, listen: Array.from({ length: 4000 }, (_, index) => ({ protocol: 'tcp', port: 20_000 + index })) } : pod)) }));
    expect(error).to.match(/^matrix\.yaml:1:\d+: the stand-in of target "redis" would be told of 0 dials and 4000 ports/);
  });

  it('counts the addresses that host names will have, and what the resolver asks', () => {
    expect(errorsOf(addresses(1), withHosts(20))).to.deep.equal([]);
    expect(errorsOf(addresses(1), withHosts(250)).map((error) => error.replace(/ would be told of (\d+ dials).*/, ': $1').replace(/^matrix\.yaml:1:\d+/, 'FILE'))).to.deep.equal([
      'FILE: source "web": 1001 dials', 'the control source of node node-1: 1001 dials', 'the resolver of host names: 500 dials',
    ]);
  });

  it('keeps planRun() from a control source that would dial for all sources of its node', () => {
    const names = ['a', 'b', 'c', 'd'];
    const sources = Object.fromEntries(names.map((app) => [app, { namespace: 'default', labels: { app } }]));
    const targets = Object.fromEntries(names.map((name, nth) => [name, { wellKnown: 'cloud-metadata', addresses: Array.from({ length: 190 }, (_, index) => `203.0.${nth}.${index + 1}`) }]));
    const expected = Object.fromEntries(names.map((name) => [name, { [name]: 'deny', '*': { skip: 'another source does' } }]));
    expect(() => aPlan({ sources, targets, expect: expected })).to.throw(NetproofError, /^the control source of node node-1 would be told of 761 dials/);
  });
});
