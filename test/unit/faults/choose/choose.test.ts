import { expect } from 'chai';
import type { DerivedMatrix } from '../../../../src/derive/derive.ts';
import { chooseCells } from '../../../../src/faults/choose/choose.ts';
import type { ChooseOptions, Chosen } from '../../../../src/faults/choose/choose.ts';
import { faultName } from '../../../../src/faults/fault.ts';
import type { Policies } from '../../../support/policies.ts';
import { policiesFrom } from '../../../support/policies.ts';
import { aWorldPod, derivedOf } from '../../../support/world.ts';

const http = { name: 'http', protocol: 'TCP' as const, port: 8080 };
const policies: Policies = {
  'shop/deny': 'podSelector: {}\npolicyTypes: [Ingress]',
  'shop/api': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 8080}]}]',
};
const shop = derivedOf({ pods: ['web', 'api', 'db', 'job'].map((name) => aWorldPod(name, { ports: [http] })), policies });

const choose = (matrix: DerivedMatrix, own: Policies, some: Partial<ChooseOptions> = {}): Chosen => {
  const all = policiesFrom(own);
  return chooseCells(matrix, {
    policies: all, setting: { policies: all, pods: [], namespaces: [], knows: () => false }, families: [4], undialled: [], maxCells: 1000, mostDestinations: 1000, destinationsOf: () => 1,
    whyNotDial: () => undefined, whyNotWear: () => undefined, whySilent: () => undefined, isStranger: () => false, ...some,
  });
};
const told = ({ sources, targets, answer }: DerivedMatrix, { basket }: Chosen): string[] => basket.cells().map(({ source, target }) => `${sources[source]?.name} -> ${targets[target]?.name} ${answer(source, target).verdict}`);
const missed = ({ places }: Chosen): string[] => places.flatMap(({ fault, because }) => (because === undefined ? [] : [`${faultName(fault)} at ${fault.place}: ${because}`]));
const called = (matrix: DerivedMatrix, name: string): number => matrix.sources.findIndex((source) => source.name === name);

describe('chooseCells()', () => {
  it('shows every fault at every place by a few of all cells', () => {
    const chosen = choose(shop, policies);
    expect(missed(chosen)).to.deep.equal([]);
    expect(chosen.basket.cells().length).to.be.below((shop.sources.length * shop.targets.length) / 2);
    expect(told(shop, chosen)).to.include.members(['web -> api:8080 allow', 'web -> api:7717 deny']);
  });

  it('takes of each deny a twin that tells a closed enforcer', () => {
    const chosen = choose(shop, policies);
    const cells = told(shop, chosen);
    for (const cell of cells.filter((one) => one.endsWith(' deny'))) {
      const [, , target = ''] = cell.split(' ');
      const own = `${target.split(':')[0]}:`;
      const couldBeOpen = shop.targets.some(({ name }, at) => name.startsWith(own) && shop.sources.some((_, source) => shop.answer(source, at).verdict === 'allow'));
      expect(cells.some((one) => one.includes(` -> ${own}`) && one.endsWith(' allow')), cell).to.equal(couldBeOpen);
    }
  });

  for (const maxCells of [1, 2, 5]) {
    it(`keeps a budget of ${maxCells}, and says of every place that is left that it was too small`, () => {
      const chosen = choose(shop, policies, { maxCells });
      expect(chosen.basket.cells()).to.have.lengthOf(maxCells);
      expect(new Set(missed(chosen).map((line) => line.split(': ')[1]))).to.deep.equal(new Set([`--max-cells is ${maxCells}`]));
    });
  }

  it('shows with a small budget as many variants as it can, rather than one at many places', () => {
    const many = Object.fromEntries(['web', 'api', 'db', 'job'].map((app) => [`shop/${app}`, `podSelector: {matchLabels: {app: ${app}}}`]));
    const own: Policies = { ...many, 'shop/port': 'podSelector: {matchLabels: {app: api}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 8080}]}]' };
    const matrix = derivedOf({ pods: ['web', 'api', 'db', 'job'].map((name) => aWorldPod(name, { ports: [http] })), policies: own });
    const shown = choose(matrix, own, { maxCells: 4 }).places.filter(({ because }) => because === undefined).map(({ fault }) => faultName(fault));
    expect(shown).to.include.members(['FM-PORT:a', 'OPEN:peers', 'CLOSED:rule', 'FM-INGRESS-IGNORED:empty']);
  });

  it('dials nobody that may not be dialled and wears nobody that may not be worn, and tells why', () => {
    const web = called(shop, 'web');
    const chosen = choose(shop, policies, { whyNotWear: (source) => (source === web ? 'web is counted' : undefined) });
    expect(told(shop, chosen).filter((cell) => cell.includes('web'))).to.deep.equal([]);
    expect(missed(chosen)).to.include('CLOSED:rule at shop/api ingress rule 1: web is counted');
    const silent = choose(shop, policies, { whyNotDial: (target) => (shop.targets[target]?.name === 'api:8080' ? 'it is outside' : undefined) });
    expect(missed(silent)).to.include('CLOSED:rule at shop/api ingress rule 1: it is outside');
  });

  it('dials where nobody may answer, and claims nothing of it', () => {
    const chosen = choose(shop, policies, { whySilent: (target) => (shop.targets[target]?.name === 'api:8080' ? 'nobody may answer' : undefined) });
    expect(told(shop, chosen)).to.include('web -> api:8080 allow');
    expect(missed(chosen)).to.include('CLOSED:rule at shop/api ingress rule 1: nobody may answer');
  });

  it('asks another source where one dials all that it may', () => {
    const load = choose(shop, policies, { mostDestinations: 2 });
    const sizes = [...Map.groupBy(load.basket.cells(), ({ source }) => source).values()].map(({ length }) => length);
    expect(Math.max(...sizes)).to.be.at.most(2);
    expect(missed(load).filter((line) => !line.endsWith('one source dials 2 addresses at most'))).to.deep.equal([]);
    expect(missed(load).length).to.be.below(missed(choose(shop, policies, { mostDestinations: 1 })).length);
  });

  it('does not ask whether strangers are cut off', () => {
    const places = choose(shop, policies, { isStranger: (source) => source === called(shop, 'job') }).places.map(({ fault }) => fault.place);
    expect(places).to.include('pods of web').and.not.to.include('pods of job');
  });

  it('tells of addresses that are not dialled in their family', () => {
    const chosen = choose(shop, policies, { undialled: [6] });
    expect(missed(chosen)).to.deep.equal(['FM-V6:a at some node', 'FM-V6:b at some node', 'FM-V6:d at shop/api ingress rule 1'].map((place) => `${place}: pods have IPv6 addresses, too, and this run does not dial them`));
  });

  it('finds what an exception keeps out beside pods of which a block says nothing for sure', () => {
    const own: Policies = { 'shop/out': 'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}]' };
    const pods = Array.from({ length: 40 }, (_, at) => aWorldPod(`app-${at}`, { ports: [http] }));
    const matrix = derivedOf({ pods: [aWorldPod('web'), ...pods], policies: own, specials: [{ name: 'outside', target: { address: '203.0.113.9', port: 80 }, ends: [{ target: { kind: 'address', ip: '203.0.113.9' }, protocol: 'TCP', port: 80 }] }] });
    const chosen = choose(matrix, own);
    expect(told(matrix, chosen)).to.include('web -> outside deny');
    expect(missed(chosen).filter((line) => line.startsWith('FM-PORT:a-block'))).to.deep.equal([]);
  });
});
