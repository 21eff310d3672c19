import { expect } from 'chai';
import { nobodysAddress } from '../../../src/derive/specials.ts';
import { answersIn, aWorld, aWorldPod, derivedFrom } from '../../support/world.ts';

const denyAll = 'podSelector: {}\npolicyTypes: [Ingress, Egress]';
const namesIn = (...args: Parameters<typeof derivedFrom>): string[] => derivedFrom(...args).matrix.sources.map(({ namespace, name }) => `${namespace}/${name}`);

describe('deriveFrom()', () => {
  it('has the pods of the namespaces asked about, a stranger in each, and an outsider', () => {
    const pods = [aWorldPod('web'), aWorldPod('bank', { namespace: 'bank' }), aWorldPod('post', { namespace: 'post' })];
    expect(namesIn(aWorld({ pods }))).to.deep.equal(['default/outsider', 'shop/stranger', 'shop/web']);
    expect(namesIn(aWorld({ pods }), { namespaces: ['shop', 'bank'] })).to.deep.equal(['bank/bank.bank', 'bank/bank.stranger', 'default/default.outsider', 'shop/shop.stranger', 'shop/shop.web']);
  });

  it('takes a namespace that is named twice for one', () => {
    expect(derivedFrom(aWorld({ pods: [aWorldPod('web')] }), { namespaces: ['shop', 'shop'] })).to.have.nested.property('matrix.sources').that.has.lengthOf(3);
  });

  const outsiders: readonly [name: string, namespaces: readonly string[], known: readonly string[] | undefined, expected: string | undefined][] = [
    ['of default', ['shop'], undefined, 'default'],
    ['of the first other namespace, where default is asked about', ['shop', 'default'], undefined, 'bank'],
    ['of none of which nothing was read: its policies would be missing', ['shop', 'default'], ['shop', 'default', 'kube-system'], undefined],
    ['of none of the system', ['shop', 'default', 'bank'], undefined, undefined],
  ];
  for (const [name, namespaces, known, expected] of outsiders) {
    it(`takes an outsider ${name}`, () => {
      const { matrix } = derivedFrom(aWorld({ pods: [aWorldPod('bank', { namespace: 'bank' })] }), { namespaces, ...(known === undefined ? {} : { known }) });
      expect(matrix.sources.find(({ called }) => called === 'outsider')?.namespace).to.equal(expected);
    });
  }

  describe('leaves out, and says so', () => {
    const cases: readonly [name: string, pod: Parameters<typeof aWorldPod>[1], remarks: readonly string[]][] = [
      ['a pod on its node\'s network', { hostNetwork: true }, ['1 pod on the network of the node left out: what policy means there is undefined']],
      ['a pod without labels', { labels: {} }, ['1 pod without lasting labels left out: a matrix cannot name such']],
      ['a pod of a Job, whose labels are all made up', { labels: { 'job-name': 'backup', 'controller-uid': 'c0ffee', 'batch.kubernetes.io/job-name': 'backup', 'batch.kubernetes.io/controller-uid': 'c0ffee' } }, ['1 pod without lasting labels left out: a matrix cannot name such']],
    ];
    for (const [name, fields, remarks] of cases) {
      it(name, () => {
        const world = aWorld({ pods: [aWorldPod('odd', fields), aWorldPod('web')] });
        expect(namesIn(world)).to.deep.equal(['default/outsider', 'shop/stranger', 'shop/web']);
        expect(derivedFrom(world).remarks).to.deep.equal(remarks);
      });
    }

    it('many of them, counted', () => expect(derivedFrom(aWorld({ pods: ['a', 'b'].map((name) => aWorldPod(name, { hostNetwork: true })) })).remarks[0]).to.match(/^2 pods on /));
  });

  it('names the pods of a Job by a label that a policy asks for', () => {
    const world = aWorld({ pods: [aWorldPod('backup', { labels: { 'job-name': 'backup', 'controller-uid': 'c0ffee' } })], policies: { 'shop/jobs': 'podSelector: {matchLabels: {job-name: backup}}' } });
    expect(derivedFrom(world).matrix.sources.find(({ called }) => called === 'backup')?.labels).to.deep.equal({ 'job-name': 'backup' });
    expect(derivedFrom(world).remarks).to.deep.equal([]);
  });

  it('takes no guest of another run for a workload', () => {
    const guest = aWorldPod('np-0123456789-abcde', { labels: { app: 'web', 'netproof.dev/probe': 'true' } });
    expect(namesIn(aWorld({ pods: [guest] }))).to.deep.equal(['default/outsider', 'shop/stranger']);
    expect(derivedFrom(aWorld({ pods: [guest] })).remarks).to.deep.equal([]);
  });

  it('says which policies select no pod, be it one that is left out', () => {
    const policies = { 'shop/nobody': 'podSelector: {matchLabels: {app: gone}}', 'shop/everybody': 'podSelector: {}', 'shop/host': 'podSelector: {matchLabels: {app: agent}}', 'bank/other': 'podSelector: {matchLabels: {app: gone}}' };
    const { remarks } = derivedFrom(aWorld({ pods: [aWorldPod('agent', { hostNetwork: true })], policies }));
    expect(remarks.filter((remark) => remark.startsWith('policy'))).to.deep.equal(['policy shop/nobody selects no pod']);
  });

  it('asks the policies of all namespaces, and those alone that were asked about for blocks', () => {
    const policies = { 'shop/out': 'podSelector: {}\negress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}]', 'default/out': 'podSelector: {}\negress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}]}]' };
    const { matrix } = derivedFrom(aWorld({ pods: [aWorldPod('web')], policies }));
    expect(matrix.targets.map(({ name }) => name).filter((name) => /^(?:in|out):/.test(name))).to.deep.equal(['in:192.0.2.0_24:443', 'out:192.0.2.0_24:443']);
    const answers = answersIn(matrix);
    expect([answers['web -> internet'], answers['outsider -> internet'], answers['web -> in:192.0.2.0_24:443'], answers['outsider -> in:192.0.2.0_24:443'], answers['web -> out:192.0.2.0_24:443']]).to.deep.equal(['deny', 'deny', 'allow', 'deny', 'deny']);
    expect(nobodysAddress).to.equal('203.0.113.10');
  });

  it('lets nobody of the cluster stand for a block', () => {
    const everybody = { 'shop/out': 'podSelector: {}\negress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 10.96.0.0/12}}, {ipBlock: {cidr: 172.18.0.2/32}}, {ipBlock: {cidr: 10.244.0.0/16}}]}]' };
    const world = aWorld({
      pods: [aWorldPod('web', { ips: ['10.244.1.5'] }), aWorldPod('agent', { ips: ['172.18.0.9'], hostNetwork: true })],
      services: [{ namespace: 'shop', name: 'web', selector: { app: 'web' }, ports: [], clusterIps: ['10.96.12.7'] }],
      nodes: [{ kind: 'node', name: 'n', ips: ['172.18.0.2'] }],
      policies: everybody,
    });
    const spots = derivedFrom(world).matrix.targets.flatMap(({ name, target }) => ('address' in target ? [`${name} ${target.address}`] : []));
    expect(spots).to.deep.equal([
      'in:10.0.0.0_8:443 10.0.0.1', 'out:10.0.0.0_8:443 11.0.0.0',
      'in:10.96.0.0_12:443 10.111.255.254', 'out:10.96.0.0_12:443 10.112.0.0',
      'out:172.18.0.2_32:443 172.18.0.3',
      'out:10.244.0.0_16:443 10.245.0.0',
    ]);
  });

  describe('beside policies of other kinds', () => {
    const pods = [aWorldPod('web'), aWorldPod('bank', { namespace: 'bank' })];
    const policies = { 'shop/deny': denyAll, 'bank/deny': denyAll };
    const answersBeside = (otherPolicies: NonNullable<Parameters<typeof aWorld>[0]>['otherPolicies']) => answersIn(derivedFrom(aWorld({ pods, policies, ...(otherPolicies === undefined ? {} : { otherPolicies }) }), { namespaces: ['shop', 'bank'] }).matrix);
    const other = { resource: 'networkpolicies.crd.projectcalico.org', name: 'mine', version: '1' };

    it('leaves open whatever one of them may decide', () => {
      const answers = answersBeside({ objects: [{ ...other, namespace: 'bank' }], unreadable: [] });
      expect(Object.entries(answers).filter(([pair, verdict]) => (verdict === 'undefined') !== /bank|apiserver/.test(pair))).to.deep.equal([]);
      expect(answers['shop.web -> shop.stranger:7717']).to.equal('deny');
    });

    for (const [name, others] of [['one of the whole cluster', { objects: [other], unreadable: [] }], ['a kind that may not be listed', { objects: [], unreadable: ['ciliumnetworkpolicies.cilium.io'] }]] as const) {
      it(`leaves everything open beside ${name}`, () => expect(new Set(Object.values(answersBeside(others)))).to.deep.equal(new Set(['undefined'])));
    }

    it('names the reason', () => {
      const { matrix } = derivedFrom(aWorld({ pods, policies, otherPolicies: { objects: [other], unreadable: [] } }));
      expect(matrix.answer(0, 0)).to.deep.equal({ verdict: 'undefined', reason: 'networkpolicies.crd.projectcalico.org mine may decide, too, and is not read' });
    });
  });
});
