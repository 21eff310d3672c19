import { expect } from 'chai';
import { NetproofError } from '../../../src/errors.ts';
import type { PlanInput } from '../../../src/plan/plan.ts';
import type { MatrixParts } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { aNamespace, aNode, aPod, aSelecting, aSelector, aService, aSnapshot } from '../../support/snapshot.ts';

const standIn = { standIn: { namespace: 'default', labels: { app: 'redis' } }, port: 6379 };
const skipUntil = (until: string): MatrixParts => ({ expect: { web: { redis: { skip: 'not yet', until } } } });
const withAnswer = (parts: MatrixParts): MatrixParts => ({ ...parts, targets: { redis: standIn, mysql: standIn }, expect: { web: { ...(parts.expect as { web: object }).web, mysql: 'deny' } } });

const errors: readonly { name: string; matrix?: MatrixParts; input?: Partial<PlanInput>; expected: RegExp }[] = [
  { name: 'a namespace of a source that does not exist', matrix: { sources: { web: { namespace: 'nowhere', labels: { app: 'web' } } } }, expected: /^matrix\.yaml:1:\d+: namespace "nowhere" does not exist$/ },
  { name: 'namespaces of targets that do not exist', matrix: { targets: { a: { standIn: { namespace: 'n1', labels: { a: 'b' } }, port: 1 }, b: { pods: { namespace: 'n2', labels: { a: 'b' } }, port: 1 }, c: { service: { namespace: 'n3', name: 'c' }, port: 1 } } }, expected: /"n1" does not exist\n.*"n2" does not exist\n.*"n3" does not exist$/ },
  { name: 'a namespace that is being deleted', input: { snapshot: aSnapshot({ namespaces: [aNamespace('default', { terminating: true })] }) }, expected: /^matrix\.yaml:1:\d+: namespace "default" is being deleted\n/ },
  { name: 'no node at all', input: { snapshot: aSnapshot({ nodes: [] }) }, expected: /^no node can take a probe: there is none$/ },
  { name: 'no usable node, with every reason', input: { snapshot: aSnapshot({ nodes: [aNode('a', { ready: false }), aNode('b', { schedulable: false, reason: 'is cordoned' })] }) }, expected: /^no node can take a probe: a is not ready; b is cordoned$/ },
  { name: 'zero selected pods', matrix: { targets: { redis: { pods: { namespace: 'default', labels: { app: 'redis' } }, port: 1 } } }, expected: /^matrix\.yaml:1:\d+: target "redis": there is no running pod with labels app=redis/ },
  { name: 'an expired skip', matrix: withAnswer(skipUntil('2026-06-14')), expected: /^matrix\.yaml:1:\d+: the skip of web -> redis expired on 2026-06-14: answer allow or deny, or renew it$/ },
  { name: 'a matrix of which every cell is skipped', matrix: skipUntil('2026-06-15'), expected: /^matrix\.yaml: every cell is skipped: nothing would be probed$/ },
  { name: 'a source that may not be a guest', input: { snapshot: aSnapshot({ selecting: [aSelecting('HorizontalPodAutoscaler', 'hpa', aSelector({ app: 'web' }))] }) }, expected: /^matrix\.yaml:1:\d+: sources\.web: cannot run a probe with these labels: HorizontalPodAutoscaler hpa counts/ },
  { name: 'a stand-in that may not be a guest', input: { snapshot: aSnapshot({ services: [aService('redis', { publishNotReadyAddresses: true })] }) }, expected: /^matrix\.yaml:1:\d+: targets\.redis: cannot run a probe with these labels: Service redis publishes/ },
  { name: 'a source that would dial more than one probe takes', matrix: { targets: { redis: { pods: { namespace: 'default', labels: { app: 'redis' } }, port: 1 } } }, input: { snapshot: aSnapshot({ pods: Array.from({ length: 201 }, (_, index) => aPod(`redis-${index}`, { labels: { app: 'redis' } })) }) }, expected: /^matrix\.yaml:1:\d+: source "web" would dial 201 destinations, and one probe takes 200/ },
  { name: 'our own label on a source', matrix: { sources: { web: { namespace: 'default', labels: { 'netproof.dev/probe': 'false' } } } }, expected: /^matrix\.yaml:1:\d+: sources\.web: the label netproof\.dev\/probe is ours$/ },
];

describe('planRun(), refusing', () => {
  for (const { name, matrix, input, expected } of errors) {
    it(`names ${name}`, () => expect(() => aPlan(matrix, input)).to.throw(NetproofError, expected).with.property('code', 'ERR_USAGE'));
  }

  it('tells all mistakes of a kind at once, each once', () => {
    const targets = { a: { pods: { namespace: 'default', labels: { a: 'x' } }, port: 1 }, b: { service: { namespace: 'default', name: 'b' }, port: 1 }, c: standIn };
    const snapshot = aSnapshot({ selecting: [aSelecting('HorizontalPodAutoscaler', 'hpa', aSelector({}))] });
    expect(() => aPlan({ targets }, { snapshot })).to.throw().with.property('message').match(/^[^\n]*target "a"[^\n]*\n[^\n]*target "b"[^\n]*\n[^\n]*sources\.web[^\n]*\n[^\n]*targets\.c[^\n]*$/);
  });
});

describe('planRun()', () => {
  it('keeps a skip on its last day, and lists it with reason and date', () => {
    const plan = aPlan(withAnswer(skipUntil('2026-06-15')));
    expect(plan.cells.map(({ cell }) => cell.target)).to.deep.equal(['mysql']);
    expect(plan.skips.map(({ source, target, reason }) => [source, target, reason])).to.deep.equal([['web', 'redis', 'not yet (until 2026-06-15)']]);
  });

  it('creates nothing for sources and targets that are skipped throughout', () => {
    const sources = { web: { namespace: 'default', labels: { app: 'web' } }, shop: { namespace: 'app', labels: { app: 'shop' } } };
    const targets = { redis: standIn, gone: { pods: { namespace: 'app', labels: { app: 'gone' } }, port: 1 } };
    const plan = aPlan({ sources, targets, expect: { web: { redis: 'deny', gone: { skip: 'x' } }, shop: { '*': { skip: 'y' } } } });
    expect(plan.pods.filter(({ role }) => role === 'source' || role === 'stand-in').map(({ serves }) => serves)).to.deep.equal([['web'], ['redis']]);
  });

  it('carries each answer over as the intent, with its place', () => {
    const [planned] = aPlan({ expect: { web: { redis: 'allow' } } }).cells;
    expect(planned?.intent).to.deep.include({ verdict: 'allow', basis: 'specified' });
    expect(planned?.intent.deciders).to.deep.equal([{ kind: 'intent', origin: planned?.cell.origin }]);
    expect(planned?.cell.origin).to.include({ file: 'matrix.yaml', line: 1 });
  });

  it('makes one stand-in of the same labels in another order, and each source its own pod', () => {
    const labels = [{ app: 'redis', tier: 'cache' }, { tier: 'cache', app: 'redis' }];
    const plan = aPlan({
      sources: { a: { namespace: 'default', labels: labels[0] }, b: { namespace: 'default', labels: labels[1] } },
      targets: { x: { standIn: { namespace: 'default', labels: labels[0] }, port: 1 }, y: { standIn: { namespace: 'default', labels: labels[1] }, port: 2 }, z: { standIn: { namespace: 'default', labels: labels[0] }, port: 2, protocol: 'UDP' } },
      expect: { a: { '*': 'deny' }, b: { '*': 'deny' } },
    });
    const [standInPod, ...others] = plan.pods.filter(({ role }) => role === 'stand-in');
    expect(others).to.deep.equal([]);
    expect(standInPod?.serves).to.deep.equal(['x', 'y', 'z']);
    expect(standInPod?.listen).to.deep.equal([{ protocol: 'tcp', port: 1 }, { protocol: 'tcp', port: 2 }, { protocol: 'udp', port: 2 }]);
    expect(new Set(plan.pods.filter(({ role }) => role === 'source').map(({ name }) => name))).to.have.lengthOf(2);
  });

  it('gates whatever wears foreign labels, and nothing else', () => {
    expect(new Map(aPlan().pods.map(({ role, gated }) => [role, gated]))).to.deep.equal(new Map([['source', true], ['stand-in', true], ['control-source', false], ['control-stand-in', false]]));
  });

  it('knows whom a pod has to fend off', () => {
    const plan = aPlan({}, { snapshot: aSnapshot({ selecting: [aSelecting('StatefulSet', 'redis', aSelector({ app: 'redis' }))] }) });
    expect(plan.pods.map(({ role, adoptableBy }) => [role, adoptableBy])).to.deep.include.members([['source', undefined], ['stand-in', 'StatefulSet redis']]);
  });

  for (const { name, ips, written, expected } of [
    { name: 'the cluster\'s own family', ips: ['fd96::1', '10.96.0.1'], written: undefined, expected: [6] },
    { name: 'IPv4 where the cluster does not tell', ips: [], written: undefined, expected: [4] },
    { name: 'the families asked for, in their order', ips: ['10.96.0.1'], written: ['IPv6', 'IPv4'], expected: [6, 4] },
  ]) {
    it(`probes ${name}`, () => {
      const snapshot = aSnapshot({ services: [aService('kubernetes', { clusterIps: ips })] });
      expect(aPlan(written === undefined ? {} : { ipFamilies: written }, { snapshot }).families).to.deep.equal(expected);
    });
  }

it('reports the nodes that repel us', () => {
    const nodes = [aNode('a'), aNode('b', { schedulable: false, reason: 'is cordoned' })];
    const plan = aPlan({}, { snapshot: aSnapshot({ nodes }) });
    expect(plan.uncovered).to.deep.equal([{ node: 'b', reason: 'is cordoned' }]);
    expect(new Set(plan.pods.map(({ node }) => node))).to.deep.equal(new Set(['a']));
  });
});
