import { expect } from 'chai';
import type { LoadedMatrix } from '../../../src/matrix/parse.ts';
import type { PodState, Snapshot } from '../../../src/model/snapshot.ts';
import { loadFromPolicies } from '../../../src/run/from-policies.ts';
import type { FromPolicies } from '../../../src/run/from-policies.ts';
import { aMatrix } from '../../support/matrix.ts';
import { aPlan } from '../../support/plan.ts';
import { policiesFrom } from '../../support/policies.ts';
import type { Policies } from '../../support/policies.ts';
import { aNamespace, aNode, aPod, aSelecting, aSelector, aService, aSlice, aSnapshot } from '../../support/snapshot.ts';

const inShop = (name: string, fields: Partial<PodState> = {}): PodState => aPod(name, { namespace: 'shop', ips: [`10.244.1.${name.length}`], ports: [{ name: 'http', protocol: 'TCP', port: 8080 }], ...fields });
const dnsPorts = (['UDP', 'TCP'] as const).map((transport) => ({ name: transport.toLowerCase(), transport, port: 53, targetPort: 53 }));
const coredns = aPod('coredns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, ips: ['10.244.9.9'] });
const kubeDns = aService('kube-dns', { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, selector: { 'k8s-app': 'kube-dns' }, clusterIps: ['10.96.0.10'], ports: dnsPorts });
const dnsSlice = aSlice('kube-dns', [coredns], { namespace: 'kube-system', ports: dnsPorts.map(({ name, transport, port }) => ({ name, transport, port })) });
const apiSlice = aSlice('kubernetes', [], { ports: [{ name: 'https', transport: 'TCP', port: 6443 }], endpoints: [{ addresses: ['172.18.0.2'], ready: true }] });
const nodes = [aNode('node-1', { addresses: ['172.18.0.2'] }), aNode('node-2', { addresses: ['172.18.0.3'] })];

const cluster = (policies: Policies, fields: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({ namespaces: ['default', 'shop', 'kube-system'].map((name) => aNamespace(name)), nodes, services: [kubeDns], endpointSlices: [dnsSlice, apiSlice], policies: policiesFrom(policies), ...fields, pods: [...(fields.pods ?? [inShop('api'), inShop('web')]), coredns] });
const guarded: Policies = { 'shop/api': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: http}]}]' };

const load = (snapshot: Snapshot, asked: Partial<FromPolicies> = {}, written?: LoadedMatrix, allowAutoscaled = false): LoadedMatrix => loadFromPolicies({ name: 'network-policies.shop', namespaces: ['shop'], maxCells: 200, ...asked }, snapshot, { allowAutoscaled }, written).loaded;
const pairs = ({ answers }: LoadedMatrix): string[] => answers.map(({ source, target, expectation }) => `${source} -> ${target} ${JSON.stringify(expectation)}`);

describe('loadFromPolicies()', () => {
  it('has the fewest cells that tell faults from none, and says of how many', () => {
    const loaded = load(cluster(guarded));
    expect(pairs(loaded)).to.have.members(['web -> api:8080 "allow"', 'outsider -> api:8080 "deny"', 'web -> api:7717 "deny"', 'web -> dns-udp "allow"', 'outsider -> web:7717 "allow"', 'api -> dns-udp "allow"']);
    expect(loaded.remarks).to.deep.equal([
      'one address outside the cluster is not dialled: name hosts of yours, with --internet or in a matrix',
      '6 of the 40 cells that the policies define are probed: the fewest that tell faults of enforcement from none',
    ]);
  });

  it('is called as it is told, unless it stands beside what a person wrote', () => {
    expect(load(cluster(guarded), { name: 'network-policies.bank' }).matrix.metadata.name).to.equal('network-policies.bank');
    expect(load(cluster(guarded), {}, aMatrix({})).matrix.metadata.name).to.equal('a-matrix');
  });

  it('can be planned, and no cell is left open there', () => {
    const snapshot = cluster(guarded);
    const { cells, skips, pods } = aPlan({}, { loaded: load(snapshot), snapshot });
    expect(skips).to.deep.equal([]);
    expect(new Set(cells.map(({ intent, policy }) => `${intent?.verdict} ${policy?.basis}`))).to.deep.equal(new Set(['undefined specified']));
    expect(pods.find(({ role, serves }) => role === 'stand-in' && serves.includes('api:8080'))?.ports).to.deep.equal([{ name: 'http', protocol: 'TCP', port: 8080 }]);
  });

  it('dials the host that stands for the internet, and no other address of a policy', () => {
    const out: Policies = { 'shop/out': 'podSelector: {matchLabels: {app: web}}\negress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}]}]' };
    const loaded = load(cluster(out), { internet: '198.51.100.1' });
    expect(pairs(loaded).filter((pair) => pair.includes('internet'))).to.include.members(['web -> internet "allow"']);
    expect(loaded.matrix.targets['internet']).to.deep.equal({ wellKnown: 'internet', addresses: ['198.51.100.1'], port: 443 });
    expect(Object.values(loaded.matrix.targets).filter((target) => 'address' in target)).to.deep.equal([]);
    expect(loaded.remarks?.[0]).to.match(/^2 addresses outside the cluster are not dialled/);
  });

  it('keeps to its budget, and tells it', () => {
    const loaded = load(cluster(guarded), { maxCells: 3 });
    expect(loaded.answers).to.have.lengthOf(3);
    expect(loaded.remarks?.some((remark) => remark.startsWith('3 of the 40 cells that the policies define are probed'))).to.equal(true);
  });

  describe('leaves out, and says so', () => {
    const cases: readonly [name: string, snapshot: Snapshot, missing: RegExp, remark: RegExp][] = [
      ['a class that an autoscaler counts', cluster(guarded, { selecting: [aSelecting('HorizontalPodAutoscaler', 'web', aSelector({ app: 'web' }), { namespace: 'shop' })] }), /web/, /^web is left out: HorizontalPodAutoscaler web counts pods/],
      ['a port that every probe needs for itself', cluster(guarded, { pods: [inShop('web'), inShop('api', { ports: [{ name: '', protocol: 'TCP', port: 17_007 }] })] }), /api:17007/, /^api:17007 is left out: a stand-in cannot listen on TCP 17007/],
      ['DNS without a ready endpoint', cluster(guarded, { endpointSlices: [apiSlice] }), /dns/, /^dns-udp is left out: Service "kube-system\/kube-dns" has no ready IPv4 endpoint/],
      ['metadata where nobody knows an address of the cluster\'s family', cluster(guarded, { services: [aService('kubernetes', { clusterIps: ['fd96::1'], ports: [{ name: 'https', transport: 'TCP', port: 443, targetPort: 6443 }] })] }), /metadata/, /^metadata is left out: no metadata address is known/],
    ];
    for (const [name, snapshot, missing, remark] of cases) {
      it(name, () => {
        const loaded = load(snapshot);
        expect(pairs(loaded).filter((pair) => missing.test(pair))).to.deep.equal([]);
        expect(loaded.remarks?.filter((told) => remark.test(told))).to.have.lengthOf(1);
        expect(() => aPlan({}, { loaded, snapshot })).not.to.throw();
      });
    }

    it('nothing of a class that an autoscaler counts, where that is accepted', () => {
      const snapshot = cluster(guarded, { selecting: [aSelecting('HorizontalPodAutoscaler', 'web', aSelector({ app: 'web' }), { namespace: 'shop' })] });
      expect(pairs(load(snapshot, {}, undefined, true))).to.include('web -> api:8080 "allow"');
    });
  });

  it('lets no source dial more than a probe takes', () => {
    const many = Array.from({ length: 250 }, (_, index) => inShop(`app-${index}`, { ips: [`10.244.2.${index}`] }));
    const snapshot = cluster({ 'shop/closed': 'podSelector: {}' }, { pods: many });
    const loaded = load(snapshot, { maxCells: 100_000 });
    const sizes = [...Map.groupBy(loaded.answers, ({ source }) => source).values()].map(({ length }) => length);
    expect(Math.max(...sizes)).to.be.within(150, 200);
    expect(() => aPlan({}, { loaded, snapshot })).not.to.throw();
  });

  it('takes no guest of another run for a workload', () => {
    const snapshot = cluster(guarded, { pods: [inShop('web'), inShop('guest', { labels: { app: 'api', 'netproof.dev/probe': 'true' } })] });
    expect(() => aPlan({}, { loaded: load(snapshot), snapshot })).not.to.throw();
  });

  it('comes beside what a person wrote, under names of its own, which no other namespace has', () => {
    const written = aMatrix({ sources: { web: { namespace: 'shop', labels: { app: 'web' } } }, targets: { 'api:8080': { standIn: { namespace: 'shop', labels: { app: 'api' } }, ports: [{ port: 8080, name: 'http' }] } }, expect: { web: { '*': 'deny' } } });
    const snapshot = cluster(guarded);
    const loaded = load(snapshot, {}, written);
    expect(pairs(loaded)[0]).to.equal('web -> api:8080 "deny"');
    expect(pairs(loaded)).to.include('policy:shop.web -> policy:shop.api:8080 "allow"');
    const { cells } = aPlan({}, { loaded, snapshot });
    expect(cells.filter(({ intent }) => intent !== undefined).map(({ cell, policy }) => `${cell.id} ${policy?.verdict}`)).to.deep.equal(['web -> api:8080 TCP/8080 pod-ip IPv4 allow']);
  });

  it('leaves what a person wrote as it is where policies leave nothing, and says why', () => {
    const everywhere = { objects: [{ resource: 'globalnetworkpolicies.crd.projectcalico.org', name: 'all', version: '1' }], unreadable: [] };
    const written = aMatrix({ targets: { redis: { standIn: { namespace: 'shop', labels: { app: 'redis' } }, port: 6379 } } });
    const { remarks = [], ...kept } = load(cluster(guarded, { otherPolicies: everywhere }), {}, written);
    expect(kept).to.deep.equal(written);
    expect(remarks.filter((remark) => /cells are left out: what policy says of them is undefined/.test(remark))).to.have.lengthOf(1);
  });

  const errors: readonly [name: string, snapshot: Snapshot, asked: Partial<FromPolicies>, message: RegExp][] = [
    ['a namespace that is not there', cluster(guarded), { namespaces: ['shop', 'shpo', 'x'] }, /^there is no namespace "shpo"\nthere is no namespace "x"$/],
    ['that policies of another kind leave nothing', cluster(guarded, { otherPolicies: { objects: [{ resource: 'globalnetworkpolicies.crd.projectcalico.org', name: 'all', version: '1' }], unreadable: [] } }), {}, /^The policies of shop leave nothing to probe: .*cells are left out: what policy says of them is undefined/],
    ['that nobody may be worn', cluster(guarded, { selecting: ['shop', 'default'].map((namespace) => aSelecting('HorizontalPodAutoscaler', 'all', aSelector({}), { namespace })) }), {}, /^The policies of shop leave nothing to probe: .*web is left out: HorizontalPodAutoscaler all/],
  ];
  for (const [name, snapshot, asked, message] of errors) {
    it(`names ${name}`, () => expect(() => load(snapshot, asked)).to.throw(message).with.property('code', 'ERR_USAGE'));
  }
});
