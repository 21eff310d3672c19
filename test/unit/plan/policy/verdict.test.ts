import { expect } from 'chai';
import type { PlannedCell } from '../../../../src/model/plan.ts';
import type { Snapshot } from '../../../../src/model/snapshot.ts';
import { aPlan } from '../../../support/plan.ts';
import { policiesFrom } from '../../../support/policies.ts';
import type { Policies } from '../../../support/policies.ts';
import { aNode, aPod, aService, aSlice, aSnapshot } from '../../../support/snapshot.ts';

const nodes = [aNode('n1', { addresses: ['172.18.0.2'] })];
const standIn = { standIn: { namespace: 'default', labels: { app: 'redis' } }, port: 6379 };

/** What is said of the cells that lead from `web` to this target. */
const judged = (target: object, policies: Policies, fields: Partial<Snapshot> = {}, expected: 'allow' | 'deny' = 'deny'): PlannedCell['policy'][] =>
  aPlan({ targets: { t: target }, expect: { web: { t: expected } } }, { snapshot: aSnapshot({ nodes, policies: policiesFrom(policies), ...fields }) }).cells.map(({ policy }) => policy);
const told = (...args: Parameters<typeof judged>): string[] => judged(...args).map((policy) => `${policy?.verdict} ${policy?.basis}${policy?.reason === undefined ? '' : `: ${policy.reason}`}`);

const closed: Policies = { 'default/redis': 'podSelector: {matchLabels: {app: redis}}' };
const byName: Policies = { 'default/redis': 'podSelector: {matchLabels: {app: redis}}\ningress: [{ports: [{port: db}]}]' };
const toWorld: Policies = { 'default/out': 'podSelector: {matchLabels: {app: web}}\negress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [172.18.0.0/16]}}]}]' };
const redis = (name: string, ip: string, fields = {}) => aPod(name, { labels: { app: 'redis' }, ips: [ip], ...fields });
const both = [redis('redis-a', '10.244.1.1'), redis('redis-b', '10.244.1.2', { labels: { app: 'redis', tier: 'open' } })];
const behind: Partial<Snapshot> = { pods: both, services: [aService('redis', { selector: { app: 'redis' } })], endpointSlices: [aSlice('redis', both)] };
const service = { service: { namespace: 'default', name: 'redis' }, port: 80 };
const other = { resource: 'networkpolicies.crd.projectcalico.org', name: 'mine', version: '1' };
const mayDecide = 'networkpolicies.crd.projectcalico.org mine may decide, too, and is not read';

const cases: readonly [name: string, expected: readonly string[], ...args: Parameters<typeof judged>][] = [
  ['an allow where nothing isolates', ['allow specified'], standIn, {}],
  ['a deny of a policy that selects the stand-in', ['deny specified'], standIn, closed],
  ['the name of a stand-in\'s port, which rules know it by', ['allow specified'], { standIn: standIn.standIn, ports: [{ port: 6379, name: 'db' }] }, byName],
  ['a port that has no name, where rules ask for one', ['deny specified'], standIn, byName],
  ['what is behind a Service: ClusterIP and endpoints', ['deny specified', 'deny specified'], service, closed, behind],
  ['endpoints of a Service that differ', ['deny undefined: some of what it leads to is allowed, and some is not', 'deny undefined: some of what it leads to is allowed, and some is not'], service, { 'default/redis': 'podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}, {key: app, operator: In, values: [redis]}]}' }, behind],
  ['an address outside', ['allow specified'], { address: '203.0.113.10', port: 443 }, toWorld],
  ['a host name, of which nobody knows where it leads', ['deny undefined: who is there is not known before it is dialled'], { host: 'shop.example.com', port: 443 }, toWorld, { services: [aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } })] }],
  ['a node by its address, which a pod\'s own node may be open for', ['deny undefined: whether a pod’s own node is always open to it'], { address: '172.18.0.2', port: 22 }, toWorld],
  ['an address among those of pods, whose policies may not have been read', ['deny undefined: who is there is not known before it is dialled'], { address: '10.244.7.7', port: 443 }, toWorld, { pods: both }],
  ['a pod that has no address yet, which a block may hold', ['allow undefined: whether an ipBlock matches addresses of pods'], standIn, toWorld],
  ['policies of another kind in the target\'s namespace', [`deny undefined: ${mayDecide}`], { standIn: { namespace: 'app', labels: { app: 'redis' } }, port: 1 }, {}, { otherPolicies: { objects: [{ ...other, namespace: 'app' }], unreadable: [] } }],
  ['policies of another kind in the source\'s namespace', [`deny undefined: ${mayDecide}`], { address: '203.0.113.10', port: 443 }, {}, { otherPolicies: { objects: [{ ...other, namespace: 'default' }], unreadable: [] } }],
  ['policies of another kind elsewhere, which have no say', ['deny specified'], standIn, closed, { otherPolicies: { objects: [{ ...other, namespace: 'app' }], unreadable: [] } }],
  ['policies of another kind for the whole cluster', [`deny undefined: ${mayDecide}`], standIn, closed, { otherPolicies: { objects: [other], unreadable: [] } }],
  ['a kind that may not be listed', ['deny undefined: x.example.com may not be listed: if there are any, they may decide, too'], standIn, closed, { otherPolicies: { objects: [], unreadable: ['x.example.com'] } }],
];

describe('policyJudge()', () => {
  for (const [name, expected, ...args] of cases) {
    it(`knows ${name}`, () => expect(told(...args)).to.deep.equal(expected));
  }

  it('names the policies, and a hint where a person expects the other thing', () => {
    const [against] = judged(standIn, closed, {}, 'allow');
    expect(against?.deciders).to.deep.equal([{ kind: 'policy', namespace: 'default', name: 'redis', direction: 'ingress' }]);
    expect(judged(standIn, byName, {}, 'allow')[0]?.hint).to.match(/port.*"db"/);
    expect(judged(standIn, byName)[0]).not.to.have.property('hint');
  });

  it('takes a pod without an address for one of the family that is dialled', () => {
    const plan = aPlan({ ipFamilies: ['IPv4', 'IPv6'] }, { snapshot: aSnapshot({ nodes, policies: policiesFrom({ 'default/out': 'podSelector: {matchLabels: {app: web}}\negress: [{to: [{ipBlock: {cidr: "::/0"}}]}]' }) }) });
    expect(plan.cells.map(({ cell, policy }) => `${cell.family} ${policy?.verdict} ${policy?.basis}`)).to.deep.equal(['4 deny undefined', '6 allow undefined']);
  });

  it('asks each family of what both ends have by then', () => {
    const plan = aPlan({ ipFamilies: ['IPv4', 'IPv6'], targets: { api: { address: '203.0.113.10', port: 443 }, six: { address: '2001:db8::10', port: 443 } } }, { snapshot: aSnapshot({ nodes, policies: policiesFrom(toWorld) }) });
    expect(plan.cells.map(({ cell, policy }) => `${cell.family} ${policy?.verdict} ${policy?.basis}`)).to.deep.equal(['4 allow specified', '6 deny specified']);
  });
});
