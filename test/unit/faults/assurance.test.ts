/** What plans say that they would notice: of nodes, of metadata, of cells that a person wrote. */
import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { aMatrix } from '../../support/matrix.ts';
import { exampleCluster, planFor } from '../../support/planning.ts';
import { policiesFrom } from '../../support/policies.ts';
import type { Policies } from '../../support/policies.ts';
import { aNode, aPod, aSnapshot } from '../../support/snapshot.ts';

const inShop = (name: string, number: number) => aPod(name, { namespace: 'shop', ips: [`10.244.1.${number}`], ports: [{ name: 'http', protocol: 'TCP', port: 8080 }] });
const nodes = [1, 2].map((number) => aNode(`node-${number}`, { addresses: [`172.18.0.${number}`] }));
const shop = (policies: Policies, fields: Partial<Snapshot> = {}): Snapshot =>
  aSnapshot({ namespaces: ['default', 'kube-system', 'shop'].map((name) => ({ name, uid: name, labels: {}, terminating: false })), nodes, pods: [inShop('api', 1), inShop('db', 2), inShop('web', 3)], policies: policiesFrom(policies), ...fields });
const guarded: Policies = { 'shop/api': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 8080}]}]' };
const canary = { namespace: 'netproof-canary-run1' };

const missed = ({ assurance }: Plan): Record<string, string> => Object.fromEntries((assurance?.notCovered ?? []).flatMap(({ model, places, because }) => places.map((place) => [`${model} at ${place}`, because])));

describe('the assurance of a plan', () => {
  it('is all that could be wrong, where the canary asks each node', () => {
    const plan = planFor(shop(guarded), ['shop'], { canary });
    expect(missed(plan)).to.deep.equal({});
    expect(plan.assurance?.models.caught).to.equal(plan.assurance?.models.of);
  });

  it('counts sources and stand-ins, and cells, without the canary’s', () => {
    const [alone, beside] = [planFor(shop(guarded), ['shop']), planFor(shop(guarded), ['shop'], { canary })].map(({ assurance }) => assurance);
    expect(alone?.pods).to.equal(planFor(shop(guarded), ['shop']).pods.filter(({ role }) => role === 'source' || role === 'stand-in').length);
    expect(beside?.pods).to.equal(alone?.pods);
  });

  it('names a node on which no pod of this run is asked', () => {
    const plan = planFor(shop(guarded), ['shop']);
    const silent = Object.keys(missed(plan)).filter((one) => one.includes('node node-'));
    expect(silent).not.to.deep.equal([]);
    expect(new Set(Object.values(missed(plan)))).to.deep.equal(new Set(['no cell of this run has its ends where that would show for sure']));
  });

  it('names a node on which none can be, where somebody lives there', () => {
    const cordoned = [nodes[0] ?? aNode('node-1'), aNode('node-2', { schedulable: false, reason: 'is cordoned', addresses: ['172.18.0.2'] })];
    const pods = [inShop('api', 1), { ...inShop('db', 2), node: 'node-2' }, inShop('web', 3)];
    expect(missed(planFor(shop(guarded, { nodes: cordoned, pods }), ['shop'], { canary }))['FM-NODE-DEAD:all at node node-2']).to.equal('no pod of ours can be there: it is cordoned');
    const empty = planFor(shop(guarded, { nodes: cordoned }), ['shop'], { canary });
    expect(Object.keys(missed(empty)).filter((one) => one.includes('node-2'))).to.deep.equal([]);
  });

  it('asks a cell more of pods that are there anyway, where that tells of a node, and says so', () => {
    const { snapshot, namespaces } = exampleCluster('road-to-secure');
    const { remarks } = planFor(snapshot, namespaces);
    expect(remarks.filter((remark) => /^2 more cells are probed between pods that are there anyway, for what they tell of nodes$/.test(remark))).to.have.lengthOf(1);
  });

  it('claims nothing of metadata where no cloud is known, and something where one is', () => {
    const own: Policies = { 'shop/out': 'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]}]' };
    const place = 'FM-EXCEPT:a at shop/out egress rule 1, peer 1';
    expect(missed(planFor(shop(own), ['shop'], { canary }))[place]).to.equal('nobody is known to answer at the metadata addresses of clouds here');
    expect(missed(planFor(shop(own, { nodes: nodes.map((node) => ({ ...node, providerId: 'openstack:///x' })) }), ['shop'], { canary }))[place]).to.equal(undefined);
  });

  it('says of blocks that a host of the user’s would show them, and is content with one', () => {
    const own: Policies = { 'shop/out': 'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port: 80}]}]' };
    const place = 'CLOSED:rule at shop/out egress rule 1';
    expect(missed(planFor(shop(own), ['shop'], { canary }))[place]).to.equal('only an address outside the cluster would show it: name a host of yours, with --internet or in a matrix');
    const open: Policies = { 'shop/out': 'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}]}]' };
    expect(missed(planFor(shop(open), ['shop'], { canary, internet: '198.51.100.9' }))[place]).to.equal(undefined);
  });

  it('counts what a person wrote, where policy says the same', () => {
    const written = aMatrix({
      sources: { web: { namespace: 'shop', labels: { app: 'web' } } },
      targets: { api: { standIn: { namespace: 'shop', labels: { app: 'api' } }, port: 8080 } },
      expect: { web: { api: 'allow' } },
    });
    const place = 'CLOSED:rule at shop/api ingress rule 1';
    const narrow = { maxCells: 1, canary };
    expect(missed(planFor(shop(guarded), ['shop'], narrow))[place]).to.equal('--max-cells is 1');
    expect(missed(planFor(shop(guarded), ['shop'], { ...narrow, written }))[place]).to.equal(undefined);
  });

  it('names all that no standing cluster shows, and why', () => {
    const unseen = (planFor(shop(guarded), ['shop']).assurance?.notCovered ?? []).filter(({ places }) => places.length === 0);
    expect(unseen.map(({ model }) => model)).to.include.members(['FM-FLAP:all', 'FM-LABEL-STALE:all', 'FM-RESTART:all', 'FM-STARTUP-OPEN:ingress', 'FM-V6:c', 'FM-PROTO:e', 'FM-FREEZE:view']);
    expect(unseen.find(({ model }) => model === 'FM-FLAP:all')?.because).to.equal('a standing cluster shows it only when something changes; netproof conformance does that');
  });
});
