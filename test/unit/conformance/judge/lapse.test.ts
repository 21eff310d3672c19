import { expect } from 'chai';
import { lapsedIn } from '../../../../src/conformance/judge/lapse.ts';
import { cellBetween, sightsOf } from './sights.ts';

const both = cellBetween('y/b', 'x/a');
const back = cellBetween('x/a', 'y/b');
/** From the other node, and to it. */
const elsewhere = { ...cellBetween('x/c', 'z/b'), from: { key: 'x/c', label: 'x/c', node: 'node3' }, to: { key: 'z/b', label: 'z/b', node: 'node3' } } as const;
const free = cellBetween('y/a', 'z/a');

interface Row {
  readonly name: string;
  readonly guarded: readonly (readonly [cell: typeof both, seen: string])[];
  readonly free?: string;
  readonly lapsed: number;
}

const rows: readonly Row[] = [
  { name: 'nothing was lost', guarded: [[both, '+++++++'], [back, '+++++++']], lapsed: 0 },
  { name: 'six were lost in a row, over all ways', guarded: [[both, '++---++'], [back, '++---++']], lapsed: 2 },
  { name: 'five were lost in a row', guarded: [[both, '++---++'], [back, '++--+++']], lapsed: 0 },
  { name: 'one got through in between', guarded: [[both, '++---++'], [back, '++-+-++']], lapsed: 0 },
  { name: 'some showed nothing in between', guarded: [[both, '+---?++'], [back, '+--?-++']], lapsed: 2 },
  { name: 'so much was lost of one way alone', guarded: [[both, '+-------+'], [back, '+++++++++']], lapsed: 0 },
  { name: 'one target was lost to several', guarded: [[both, '++----+'], [cellBetween('y/c', 'x/a'), '++----+']], lapsed: 0 },
  { name: 'what no policy speaks of was lost, too', guarded: [[both, '++---++'], [back, '++---++']], free: '+++-+++', lapsed: 0 },
  { name: 'nobody else was heard meanwhile', guarded: [[both, '++---++'], [back, '++---++']], free: '+', lapsed: 0 },
  { name: 'another node was right', guarded: [[both, '++---++'], [back, '++---++'], [elsewhere, '+++++++']], lapsed: 2 },
  { name: 'there is no such way', guarded: [], lapsed: 0 },
];

describe('lapsedIn()', () => {
  for (const { name, guarded, free: others = '+++++++', lapsed } of rows) {
    it(`finds ${lapsed} where ${name}`, () => {
      const watched = [...guarded.map(([cell, seen]) => ({ cell, guarded: true, sights: sightsOf(seen) })), { cell: free, guarded: false, sights: sightsOf(others) }];
      expect(lapsedIn(watched)).to.have.length(lapsed);
    });
  }
});
