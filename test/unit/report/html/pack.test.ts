import { expect } from 'chai';
import { el } from '../../../../src/report/html/node.ts';
import { createPacker } from '../../../../src/report/html/pack.ts';

describe('createPacker()', () => {
  it('keeps each piece once, children before those that have them', () => {
    const { pack, pieces } = createPacker();
    const first = pack(el('p', { class: 'x' }, 'a', el('b', {}, 'a')));
    const second = pack(el('dd', { class: 'x' }, el('b', {}, 'a')));
    expect(pieces).to.deep.equal([{ class: 'x' }, 'a', ['b', -1, 1], ['p', 0, 1, 2], ['dd', 0, 2]]);
    expect([first, second, pack(el('b', {}, 'a'))]).to.deep.equal([3, 4, 2]);
  });

  it('tells a text from an element and from attributes that look like it', () => {
    const { pack, pieces } = createPacker();
    for (const node of ['b -1 ', el('b', {}), '[["class","x"]]', el('b', { class: 'x' }), '=a', 'a']) pack(node);
    expect(pieces).to.deep.equal(['b -1 ', ['b', -1], '[["class","x"]]', { class: 'x' }, ['b', 3], '=a', 'a']);
  });

  it('shows what would steer or turn text around', () => {
    const { pack, pieces } = createPacker();
    pack(el('th', { title: 'a\u202eb' }, 'c\u0000'));
    expect(pieces.slice(0, 2)).to.deep.equal([{ title: String.raw`a\u202eb` }, String.raw`c\u0000`]);
  });
});
