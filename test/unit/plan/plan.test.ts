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
  { name: 'no node at all', input: { snapshot: aSnapshot({ nodes: [] }) }, expected: /^no node can take a probe: none is known$/ },
  { name: 'no usable node, with every reason', input: { snapshot: aSnapshot({ nodes: [aNode('a', { ready: false }), aNode('b', { schedulable: false, reason: 'is cordoned' })] }) }, expected: /^no node can take a probe: a is not ready; b is cordoned$/ },
  { name: 'zero selected pods', matrix: { targets: { redis: { pods: { namespace: 'default', labels: { app: 'redis' } }, port: 1 } } }, expected: /^matrix\.yaml:1:\d+: target "redis": there is no running pod with labels app=redis/ },
  { name: 'an expired skip', matrix: withAnswer(skipUntil('2026-06-14')), expected: /^matrix\.yaml:1:\d+: the skip of web -> redis expired on 2026-06-14: answer allow or deny, or renew it$/ },
  { name: 'a matrix of which every cell is skipped', matrix: skipUntil('2026-06-15'), expected: /^matrix\.yaml: every cell is skipped: nothing would be probed$/ },
  { name: 'a source that may not be a guest', input: { snapshot: aSnapshot({ selecting: [aSelecting('HorizontalPodAutoscaler', 'hpa', aSelector({ app: 'web' }))] }) }, expected: /^matrix\.yaml:1:\d+: sources\.web: cannot run a probe with these labels: HorizontalPodAutoscaler hpa counts/ },
  { name: 'a stand-in that may not be a guest', input: { snapshot: aSnapshot({ services: [aService('redis', { publishNotReadyAddresses: true })] }) }, expected: /^matrix\.yaml:1:\d+: targets\.redis: cannot run a probe with these labels: Service redis publishes/ },
  { name: 'a source that would dial more than one probe takes', matrix: { targets: { redis: { pods: { namespace: 'default', labels: { app: 'redis' } }, port: 1 } } }, input: { snapshot: aSnapshot({ pods: Array.from({ length: 201 }, (_, index) => aPod(`redis-${index}`, { labels: { app: 'redis' } })) }) }, expected: /^matrix\.yaml:1:\d+: source "web" would dial 201 destinations, and one probe takes 200/ },
  { name: 'a policy whose peers are told by our label', input: { snapshot: aSnapshot({ policies: [{ namespace: 'default', name: 'sly', podSelector: aSelector({}), ingress: [{ peers: [{ podSelector: aSelector({}, [{ key: 'netproof.dev/probe', operator: 'DoesNotExist', values: [] }]) }], ports: [] }] }] }) }, expected: /^matrix\.yaml: cannot be probed: NetworkPolicy default\/sly tells probes from workloads/ },
  { name: 'our own label on a source', matrix: { sources: { web: { namespace: 'default', labels: { 'netproof.dev/probe': 'false' } } } }, expected: /^matrix\.yaml:1:\d+: sources\.web: the label netproof\.dev\/probe is ours$/ },
];

describe('planRun(), refusing', () => {
  for (const { name, matrix, input, expected } of errors) {
    it(`names ${name}`, () => expect(() => aPlan(matrix, input)).to.throw(NetproofError, expected).with.property('code', 'ERR_USAGE'));
  }

  it('not for a policy of a namespace that it has nothing to do with', () => {
    const sly = { namespace: 'elsewhere', name: 'sly', podSelector: aSelector({}), ingress: [{ peers: [{ podSelector: aSelector({ 'netproof.dev/probe': 'true' }) }], ports: [] }] };
    expect(aPlan({}, { snapshot: aSnapshot({ policies: [sly] }) }).cells).to.have.length.above(0);
  });

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
    expect(planned?.intent?.deciders).to.deep.equal([{ kind: 'intent', origin: planned?.cell.origin }]);
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

  describe('with a host name', () => {
    const host = { shop: { host: 'shop.example.com', port: 443 } };
    const kubeDns = aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.10', 'fd96::10'] });
    const snapshot = aSnapshot({ services: [kubeDns], nodes: [aNode('b'), aNode('c'), aNode('a', { ready: false })] });

    it('has one pod that asks the cluster\'s DNS: in the control namespace, on the first usable node, not gated', () => {
      const plan = aPlan({ targets: { ...host, again: { host: 'shop.example.com', port: 80 }, other: { host: 'other.example.com', port: 80 } } }, { snapshot });
      const [resolver, ...others] = plan.pods.filter(({ role }) => role === 'resolver');
      expect(others).to.deep.equal([]);
      expect(resolver).to.deep.include({ namespace: 'netproof-run1', labels: { 'netproof.dev/control': 'resolver', 'netproof.dev/run': 'run1' }, node: 'b', listen: [], gated: false, serves: ['shop.example.com', 'other.example.com'] });
      expect(plan.dnsServer).to.equal('10.96.0.10');
    });

    it('says which target nobody could resolve', () => expect(() => aPlan({ targets: host })).to.throw(NetproofError, /^matrix\.yaml:1:\d+: target "shop": nobody can resolve shop\.example\.com: there is no Service/));

    it('needs neither where no cell has one', () => {
      const plan = aPlan({ targets: { redis: standIn, ...host }, expect: { web: { redis: 'deny', shop: { skip: 'later' } } } }, { snapshot });
      expect(plan.pods.map(({ role }) => role)).not.to.include('resolver');
      expect(plan).not.to.have.property('dnsServer');
    });
  });

  for (const { name, targets, clusterCa, expected, remarks } of [
    { name: 'carries the cluster\'s CA where the API server is a target', targets: { api: { wellKnown: 'apiserver' } }, clusterCa: 'PEM', expected: 'PEM', remarks: [] },
    { name: 'says that the API server is not known by its certificate where there is no CA', targets: { api: { wellKnown: 'apiserver' } }, clusterCa: undefined, expected: undefined, remarks: ["the API server's certificate is not checked: ConfigMap default/kube-root-ca.crt cannot be read"] },
    { name: 'leaves the CA out where nobody needs it', targets: { redis: standIn }, clusterCa: 'PEM', expected: undefined, remarks: [] },
  ]) {
    it(name, () => {
      const plan = aPlan({ targets }, { snapshot: aSnapshot(clusterCa === undefined ? {} : { clusterCa }) });
      expect(plan.clusterCa).to.equal(expected);
      expect(plan.remarks).to.deep.equal(remarks);
    });
  }

  it('remarks what a target leaves out or cannot promise, once a target', () => {
    const snapshot = aSnapshot({ nodes: [aNode('a', { addresses: ['172.18.0.2'] })], pods: [1, 2].map((n) => aPod(`redis-${n}`, { labels: { app: 'redis' }, ips: [`10.0.0.${n}`] })) });
    const sources = { web: { namespace: 'default', labels: { app: 'web' } }, shop: { namespace: 'default', labels: { app: 'shop' } } };
    const targets = { redis: { pods: { namespace: 'default', labels: { app: 'redis' }, atMost: 1 }, port: 1 }, nodes: { nodes: {}, port: 22 } };
    const plan = aPlan({ sources, targets, expect: { web: { '*': 'deny' }, shop: { '*': 'deny' } } }, { snapshot });
    expect(plan.remarks).to.deep.equal(['target redis: 1 of 2 pods is dialled: default/redis-1', 'target nodes: a pod and its own node may always talk, whatever a policy says']);
  });

  it('gives each port of a stand-in a cell of its own, on one pod', () => {
    const plan = aPlan({ targets: { redis: { standIn: standIn.standIn, ports: [6379, { port: 53, protocol: 'UDP' }] } } });
    expect(plan.cells.map(({ cell }) => cell.id)).to.deep.equal(['web -> redis TCP/6379 pod-ip IPv4', 'web -> redis UDP/53 pod-ip IPv4']);
    expect(plan.pods.filter(({ role }) => role === 'stand-in').map(({ listen, serves }) => ({ listen, serves }))).to.deep.equal([{ listen: [{ protocol: 'tcp', port: 6379 }, { protocol: 'udp', port: 53 }], serves: ['redis'] }]);
  });

it('reports the nodes that repel us', () => {
    const nodes = [aNode('a'), aNode('b', { schedulable: false, reason: 'is cordoned' })];
    const plan = aPlan({}, { snapshot: aSnapshot({ nodes }) });
    expect(plan.uncovered).to.deep.equal([{ node: 'b', reason: 'is cordoned' }]);
    expect(new Set(plan.pods.map(({ node }) => node))).to.deep.equal(new Set(['a']));
  });
});
