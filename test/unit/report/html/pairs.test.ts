import { expect } from 'chai';
import type { CellResult } from '../../../../src/model/report.ts';
import { pairsOf } from '../../../../src/report/html/pairs.ts';
import { shopReport } from '../../../support/shop-report.ts';
import { leftOpen, saidBy } from '../../../support/three-ways.ts';

const shop = shopReport();
const pairOf = (source: string, target: string) => pairsOf(shop)[shop.sources.indexOf(source) * shop.targets.length + shop.targets.indexOf(target)];
/** Of several cells like one of the shop's, by what is said of each. */
const together = (...cells: readonly Partial<CellResult>[]) => {
  const [like] = shop.cells;
  return pairsOf({ ...shop, sources: ['web'], targets: ['redis'], findings: [], cells: cells.map((cell, index) => ({ ...like!, ...cell, cell: { ...like!.cell, id: `c${index}` } })) })[0];
};
const seen = (...states: readonly ('reachable' | 'unreachable' | 'intermittent' | 'inconclusive')[]): Partial<CellResult> => {
  const [destination] = shop.cells[0]!.reality!.destinations;
  return { reality: { cell: 'c', destinations: states.map((state) => ({ ...destination!, state })) } };
};

describe('pairsOf()', () => {
  it('has a pair for each entry of the matrix, row by row', () => {
    expect(pairsOf(shop).map(({ source, target }) => `${source} ${target}`)).to.deep.equal(shop.sources.flatMap((source) => shop.targets.map((target) => `${source} ${target}`)));
  });

  it('says what a person, policy and packets say, and what was found', () => {
    const { status, intent, policy, reality, findings } = pairOf('stranger', 'payments')!;
    expect([status, intent, policy, reality, findings.map(({ kind }) => kind)]).to.deep.equal(['leak', 'closed', 'closed', 'open', ['leak']]);
  });

  it('is in the namespaces and on the nodes of both ends', () => {
    const { namespaces, nodes } = pairOf('stranger', 'queue')!;
    expect([namespaces, nodes]).to.deep.equal([['default', 'jobs'], ['node3', 'node2']]);
  });

  it('has nothing to say where nothing was asked', () => expect(pairsOf({ ...shop, cells: [], skips: [] })[0]).to.include({ status: 'none', intent: 'none', policy: 'none', reality: 'none' }));
  it('knows what was left out on purpose', () => expect(pairsOf({ ...shop, cells: [], targets: ['mesh'] })[0]).to.include({ status: 'skipped' }));

  for (const [name, cells, opinion, expected] of [
    ['what all say', [{ policy: saidBy.deny }, { policy: saidBy.deny }], 'policy', 'closed'],
    ['what is open on one way', [{ policy: saidBy.deny }, { policy: saidBy.allow }], 'policy', 'mixed'],
    ['what is left open', [{ policy: leftOpen }], 'policy', 'unclear'],
    ['closed beside what is left open', [{ policy: saidBy.deny }, { policy: leftOpen }], 'policy', 'unclear'],
    ['open beside what is left open', [{ policy: saidBy.allow }, { policy: leftOpen }], 'policy', 'mixed'],
    ['endpoints that differ', [seen('reachable', 'unreachable')], 'reality', 'mixed'],
    ['what got through now and then', [seen('intermittent')], 'reality', 'mixed'],
    ['closed beside what could not be judged', [seen('unreachable', 'inconclusive')], 'reality', 'unclear'],
    ['what nobody dialled', [seen()], 'reality', 'none'],
  ] as const satisfies readonly (readonly [string, readonly Partial<CellResult>[], 'policy' | 'reality', string])[]) {
    it(`has one opinion of several: ${name}`, () => expect(together(...cells)?.[opinion]).to.equal(expected));
  }
});
