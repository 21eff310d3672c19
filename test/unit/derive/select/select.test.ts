import { expect } from 'chai';
import type { DerivedMatrix } from '../../../../src/derive/derive.ts';
import { selectCells } from '../../../../src/derive/select/select.ts';
import type { Selection, SelectOptions } from '../../../../src/derive/select/select.ts';
import type { Policies } from '../../../support/policies.ts';
import { aWorldPod, derivedOf } from '../../../support/world.ts';

const http = { name: 'http', protocol: 'TCP' as const, port: 8080 };
const shop = derivedOf({
  pods: ['web', 'api', 'db', 'job'].map((name) => aWorldPod(name, { ports: [http] })),
  policies: {
    'shop/deny': 'podSelector: {}\npolicyTypes: [Ingress]',
    'shop/api': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 8080}]}]',
  },
});

const options = { namespaces: ['shop'], maxCells: 1000, mayDial: () => true, mayWear: () => true, destinationsOf: () => 1, mostDestinations: 1000 } satisfies SelectOptions;
const select = (matrix: DerivedMatrix, some: Partial<SelectOptions> = {}): Selection => selectCells(matrix, { ...options, ...some });
const told = ({ sources, targets, answer }: DerivedMatrix, { cells }: Selection): string[] => cells.map(({ source, target }) => `${sources[source]?.name} -> ${targets[target]?.name} ${answer(source, target).verdict}`);
const called = (matrix: DerivedMatrix, name: string): number => matrix.sources.findIndex((source) => source.name === name);

describe('selectCells()', () => {
  it('takes everything where there is room, each once, and has nothing to tell', () => {
    const { cells, remarks } = select(shop);
    expect(new Set(cells.map(({ source, target }) => `${source} ${target}`))).to.have.lengthOf(cells.length);
    expect([cells.length, remarks]).to.deep.equal([shop.sources.length * shop.targets.length, []]);
  });

  it('takes the inside and the outside of each rule first', () => {
    expect(told(shop, select(shop, { maxCells: 5 }))).to.deep.equal([
      'api -> db:7717 deny',
      'db -> api:7717 deny',
      'web -> api:8080 allow',
      'db -> api:8080 deny',
      'web -> api:7717 deny',
    ]);
  });

  for (const maxCells of [1, 2, 7, 20, 31, 32, 33]) {
    it(`keeps a budget of ${maxCells}, fills it, and tells what it left out`, () => {
      const all = shop.sources.length * shop.targets.length;
      const { cells, remarks } = select(shop, { maxCells });
      expect(cells).to.have.lengthOf(Math.min(maxCells, all));
      expect(remarks.filter((remark) => /of the 32 cells that the policies define were probed/.test(remark))).to.have.lengthOf(maxCells < all ? 1 : 0);
    });
  }

  it('counts the conditions for which there was no room', () => {
    expect(select(shop, { maxCells: 1 }).remarks[0]).to.match(/^\d+ conditions of rules and of coverage are left out: --max-cells is 1$/);
    expect(select(shop, { maxCells: 20 }).remarks).to.deep.equal(['20 of the 32 cells that the policies define were probed, the most telling first']);
  });

  it('has each class as source and as target, allowed and denied where there is such a cell, before it fills up', () => {
    const cells = told(shop, select(shop, { maxCells: 14 })).map((cell) => cell.split(' '));
    for (const name of ['web', 'api', 'db', 'job']) {
      expect(cells.some(([source]) => source === name), `${name} as source`).to.equal(true);
      expect(cells.some(([, , target = '']) => target.startsWith(`${name}:`)), `${name} as target`).to.equal(true);
    }
  });

  it('gives the same for the same, in the same order', () => {
    expect(select(shop, { maxCells: 17 })).to.deep.equal(select(shop, { maxCells: 17 }));
  });

  it('dials nobody that may not be dialled, and wears nobody that may not be worn', () => {
    const web = called(shop, 'web');
    const { cells } = select(shop, { mayDial: (target) => shop.targets[target]?.name !== 'db:8080', mayWear: (source) => source !== web });
    expect(told(shop, { cells, remarks: [] }).filter((cell) => /web|db:8080/.test(cell))).to.deep.equal([]);
    expect(cells).to.have.lengthOf(3 * 5);
  });

  it('lets any pod that a policy guards show a rule, where the first may not be worn', () => {
    const pods = ['a', 'b', 'c'].map((name) => aWorldPod(name, { labels: { app: name, tier: 'guarded' } }));
    const guarded = derivedOf({ pods: [...pods, aWorldPod('web')], policies: { 'shop/out': 'podSelector: {matchLabels: {tier: guarded}}\npolicyTypes: [Egress]\negress: [{to: [{podSelector: {matchLabels: {app: web}}}]}]' } });
    const first = called(guarded, 'a');
    expect(told(guarded, select(guarded, { maxCells: 2, mayWear: (source) => source !== first }))).to.deep.equal(['b -> c:7717 deny', 'b -> web:7717 allow']);
  });

  it('takes a class for its own peer only where no other shows a rule', () => {
    const policies = { 'shop/own': 'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: [{to: [{podSelector: {matchLabels: {app: web}}}]}]' };
    const alone = derivedOf({ pods: [aWorldPod('db'), aWorldPod('web')], policies });
    expect(told(alone, select(alone, { maxCells: 2 }))).to.deep.equal(['web -> db:7717 deny', 'web -> web:7717 allow']);
    const both = derivedOf({ pods: [aWorldPod('db'), aWorldPod('web'), aWorldPod('zweb', { labels: { app: 'web', tier: 'z' } })], policies });
    expect(told(both, select(both, { maxCells: 2 }))).to.deep.equal(['web -> db:7717 deny', 'web -> zweb:7717 allow']);
  });

  it('takes nothing more for what a chosen cell shows already', () => {
    const pods = ['a', 'b', 'c'].map((name) => aWorldPod(name, { labels: { app: name, tier: 'guarded' } }));
    const narrow = { 'shop/c': 'podSelector: {matchLabels: {app: c}}' };
    const wide = { 'shop/guarded': 'podSelector: {matchLabels: {tier: guarded}}' };
    const missing = (policies: Policies): string[] => [...select(derivedOf({ pods, policies }), { maxCells: 1 }).remarks];
    expect(missing({ ...narrow, ...wide })).to.deep.equal(missing({ ...wide, 'shop/again': wide['shop/guarded'] }));
  });

  it('takes a source that dials anyway, if one shows the same', () => {
    const policies = Object.fromEntries(['a', 'b', 'c'].map((app) => [`shop/${app}`, `podSelector: {matchLabels: {app: ${app}}}\ningress: [{from: [{podSelector: {matchLabels: {tier: front}}}]}]`]));
    const pods = [...['a', 'b', 'c'].map((name) => aWorldPod(name)), ...['x', 'y', 'z'].map((name) => aWorldPod(name, { labels: { app: name, tier: 'front' } }))];
    const matrix = derivedOf({ pods, policies });
    const { cells } = select(matrix, { maxCells: 6 });
    expect(new Set(cells.filter(({ source, target }) => matrix.answer(source, target).verdict === 'allow').map(({ source }) => matrix.sources[source]?.name))).to.deep.equal(new Set(['x']));
  });

  describe('of a rule with several peers and ports', () => {
    const rule = '{from: [{podSelector: {matchLabels: {app: web}}}, {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bank}}}], ports: [{port: 53}, {port: 53, protocol: UDP}, {port: 8000, endPort: 8010}]}';
    const matrix = derivedOf({ pods: [aWorldPod('dns', { ports: [http] }), aWorldPod('web'), aWorldPod('bank', { namespace: 'bank' }), aWorldPod('post', { namespace: 'post' })], policies: { 'shop/dns': `podSelector: {matchLabels: {app: dns}}\ningress: [${rule}]` } });
    const cells = told(matrix, select(matrix, { maxCells: 9 }));

    it('takes a cell inside of each', () => {
      const allowed = cells.filter((cell) => cell.endsWith(' allow') && cell.includes('shop.dns:'));
      for (const wanted of [/^shop\.web -> /, /^bank\.bank -> /, /:53 allow$/, /:53-udp allow$/, /:80[01]0 allow$/]) expect(allowed.some((cell) => wanted.test(cell)), String(wanted)).to.equal(true);
    });

    it('takes one outside of the peers, on a port that is open, and one outside of the ports, from a peer', () => {
      const denied = cells.filter((cell) => cell.endsWith(' deny'));
      expect(denied.some((cell) => /^post\.post -> shop\.dns:(?:53|53-udp|80[01]0) /.test(cell)), cells.join()).to.equal(true);
      expect(denied.some((cell) => /^(?:shop\.web|bank\.bank) -> shop\.dns:(?:7717|8080) /.test(cell)), cells.join()).to.equal(true);
    });
  });

  it('takes of outsiders one whom no policy of its own holds back: what keeps it out is the rule', () => {
    const policies = {
      'shop/api': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 8080}]}]',
      'shop/mute': 'podSelector: {matchLabels: {app: a-mute}}\npolicyTypes: [Egress]',
    };
    const matrix = derivedOf({ pods: ['a-mute', 'api', 'free', 'web'].map((name) => aWorldPod(name, { ports: [http] })), policies });
    expect(told(matrix, select(matrix)).filter((cell) => /-> api:8080 deny/.test(cell))[0]).to.equal('free -> api:8080 deny');
  });

  it('leaves out what is undefined, and says how much', () => {
    const matrix = derivedOf({ pods: [aWorldPod('web'), aWorldPod('db')], policies: { 'shop/out': 'podSelector: {matchLabels: {app: web}}\negress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]' } });
    const { cells, remarks } = select(matrix);
    expect(told(matrix, { cells, remarks }).filter((cell) => cell.startsWith('web -> db'))).to.deep.equal([]);
    expect(remarks).to.deep.equal(['1 cell is left out: what policy says of it is undefined; netproof derive says why']);
  });

  describe('with a source that dials as much as it may', () => {
    it('takes no more for it than fits', () => {
      const { cells } = select(shop, { destinationsOf: () => 3, mostDestinations: 10 });
      expect([...Map.groupBy(cells, ({ source }) => source).values()].map(({ length }) => length)).to.deep.equal([3, 3, 3, 3]);
    });

    it('says so where a condition finds no room', () => {
      const { remarks } = select(shop, { destinationsOf: () => 3, mostDestinations: 3 });
      expect(remarks[0]).to.match(/^\d+ conditions of rules and of coverage are left out: one source dials 3 addresses at most$/);
    });

    it('takes another one that shows the same', () => {
      const api = called(shop, 'api');
      const cells = told(shop, select(shop, { destinationsOf: (target) => (shop.targets[target]?.of === api ? 1 : 99), mostDestinations: 2 }));
      expect(cells).to.include('web -> api:8080 allow');
      expect(cells.filter((cell) => !/ -> api:/.test(cell))).to.deep.equal([]);
    });
  });

  it('chooses among 300 classes and 200 policies in less than five seconds of CPU', function () {
    this.timeout(20_000);
    const tiers = ['front', 'middle', 'back'];
    const pods = Array.from({ length: 300 }, (_, index) => aWorldPod(`app-${index}`, { labels: { app: `app-${index}`, tier: tiers[index % 3] ?? '' }, ports: [http] }));
    const rule = (index: number) => (index % 4 === 0 ? `podSelector: {matchLabels: {tier: ${tiers[index % 3]}}}\ningress: [{}]` : `podSelector: {matchLabels: {app: app-${index}}}\ningress: [{from: [{podSelector: {matchLabels: {app: app-${index + 1}}}}], ports: [{port: 8080}]}]\negress: [{to: [{podSelector: {matchLabels: {tier: back}}}], ports: [{port: 8080}]}]`);
    const matrix = derivedOf({ pods, policies: Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`shop/p${index}`, rule(index)])) });
    const before = process.cpuUsage();
    const { cells } = select(matrix, { maxCells: 200 });
    const { user, system } = process.cpuUsage(before);
    expect([matrix.sources.length, cells.length]).to.deep.equal([300, 200]);
    expect((user + system) / 1e6).to.be.below(5);
  });
});
