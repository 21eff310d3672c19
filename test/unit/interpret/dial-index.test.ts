import { expect } from 'chai';
import { indexDials } from '../../../src/interpret/dial-index.ts';
import type { DialPlan } from '../../../src/model/plan.ts';
import { styleOf } from '../../../src/plan/targets/style.ts';

const dial = (id: string, more: Partial<DialPlan> = {}): DialPlan => ({
  id, from: { namespace: 'default', name: 'a' }, purpose: { kind: 'reach', address: '203.0.113.1', port: 443 }, style: styleOf(undefined), transport: 'TCP', family: 4, address: '203.0.113.1', port: 443, nonce: id, ...more,
});
const ids = (dials: readonly DialPlan[]): string[] => dials.map(({ id }) => id);
const sound = (): boolean => true;

describe('indexDials()', () => {
  it('finds first those that ask in the same way, then the others', () => {
    const index = indexDials([dial('bare'), dial('tls', { style: styleOf('tls') }), dial('tls-too', { style: styleOf('tls') })], sound);
    expect(ids(index.to(dial('x', { style: styleOf('tls') })))).to.deep.equal(['tls', 'tls-too', 'bare']);
    expect(ids(index.to(dial('x')))).to.deep.equal(['bare', 'tls', 'tls-too']);
  });

  for (const [what, other] of [['address', { address: '203.0.113.2' }], ['port', { port: 80 }], ['transport', { transport: 'UDP' }]] as const) {
    it(`keeps another ${what} apart`, () => expect(ids(indexDials([dial('here'), dial('there', other)], sound).to(dial('x', other)))).to.deep.equal(['there']));
  }

  it('finds the one dial of several cells by each of them, and counts it once for its pod', () => {
    const shared = dial('shared', { purpose: { kind: 'cell', cells: [{ cell: 'a', destination: 0 }, { cell: 'b', destination: 2 }] } });
    const index = indexDials([shared], sound);
    expect([index.ofCell('a', 0), index.ofCell('b', 2), index.ofCell('b', 0)]).to.deep.equal([shared, shared, undefined]);
    expect(ids(index.ofCells(shared.from))).to.deep.equal(['shared']);
  });

  it('takes no witness from a pod that is not sound, nor from one that such a pod answers', () => {
    const bad = { namespace: 'default', name: 'bad' };
    const index = indexDials([dial('good'), dial('from', { from: bad }), dial('answered', { answeredBy: bad })], ({ name }) => name !== 'bad');
    expect(ids(index.to(dial('x')))).to.deep.equal(['good']);
  });
});
