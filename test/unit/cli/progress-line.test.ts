import { expect } from 'chai';
import { atSeconds, partOf, tell } from '../../../src/cli/progress-line.ts';

describe('partOf()', () => {
  for (const [done, all, expected] of [[0, 4, 0], [1, 4, 0.25], [4, 4, 1], [5, 4, 1], [0, 0, 1]] as const) {
    it(`is ${expected} for ${done} of ${all}`, () => expect(partOf(done, all)).to.equal(expected));
  }
});

describe('tell()', () => {
  it('says how long it takes at most, rounded up, where that is known', () => {
    expect([tell({ phase: 'x', text: 'x', leftMs: 1001 }), tell({ phase: 'x', text: 'x', leftMs: 0 }), tell({ phase: 'x', text: 'x' })]).to.deep.equal(['x, at most 2 s left', 'x, at most 0 s left', 'x']);
  });
});

describe('atSeconds()', () => {
  it('puts tenths of seconds before a text, in a column', () => {
    expect([atSeconds(0, 'x'), atSeconds(98_765, 'x')]).to.deep.equal(['  0.0 s  x', ' 98.8 s  x']);
  });
});
