import { expect } from 'chai';
import { lapsedIn } from '../../../../src/conformance/judge/lapse.ts';
import type { Watched } from '../../../../src/conformance/judge/lapse.ts';
import type { PodKey } from '../../../../src/conformance/world/world.ts';
import { cellBetween, sightsOf } from './sights.ts';

/** On the first node, and on the second. */
const places: Readonly<Record<string, readonly [key: PodKey, node: string]>> = { 'a.1': ['x/a', 'n1'], b: ['x/b', 'n1'], ya: ['y/a', 'n1'], 'a.2': ['x/a', 'n2'], c: ['x/c', 'n2'], yb: ['y/b', 'n2'] };
const podOf = (label: string) => {
  const [key, node] = places[label] ?? ['x/a', ''];
  return { key, label, node };
};
const watched = (text: string, seen: string, more: Partial<Watched>): Watched => {
  const [from, to] = text.split('>').map(podOf);
  if (from === undefined || to === undefined) throw new Error(text);
  return { cell: { ...cellBetween(from.key, to.key), id: text, from, to }, expected: 'allow', guarded: true, sights: sightsOf(seen), ...more };
};

type Seen = Readonly<Record<string, string>>;
const fine = '+++++++++';
const gap = '+++---+++';
const free: Seen = { 'b>c': fine, 'ya>b': fine, 'c>yb': fine };
const guarded: Seen = { 'b>a.1': fine, 'a.1>ya': fine, 'a.1>yb': fine, 'b>a.2': fine, 'a.2>ya': fine, 'a.2>yb': fine };
const firstLost: Seen = { 'b>a.1': gap, 'a.1>ya': gap, 'a.1>yb': gap };

const rows: readonly { readonly name: string; readonly guarded?: Seen; readonly free?: Seen; readonly denied?: Seen; readonly lapsed: readonly string[] }[] = [
  { name: 'nothing was lost', lapsed: [] },
  { name: 'a pod lost all that policy allows, and the same pod of the other node nothing', guarded: firstLost, lapsed: ['b>a.1', 'a.1>ya', 'a.1>yb'] },
  { name: 'both did', guarded: { ...firstLost, 'b>a.2': gap, 'a.2>ya': gap, 'a.2>yb': gap }, lapsed: Object.keys(guarded) },
  { name: 'some of its attempts showed nothing', guarded: { ...firstLost, 'a.1>ya': '+++-?-+++' }, lapsed: ['b>a.1', 'a.1>ya', 'a.1>yb'] },
  { name: 'it got through once meanwhile', guarded: { ...firstLost, 'a.1>ya': '+++-+-+++' }, lapsed: [] },
  { name: 'it lost five in a row', guarded: { 'b>a.1': fine, 'a.1>ya': '+++--++++', 'a.1>yb': '+++---+++' }, lapsed: [] },
  { name: 'it did not even dial', guarded: { 'b>a.1': '+------++', 'a.1>ya': '', 'a.1>yb': '' }, lapsed: [] },
  { name: 'it dialled what is denied, and reached nobody', guarded: { 'b>a.1': gap, 'a.1>ya': gap, 'a.1>yb': '+++???+++' }, denied: { 'a.1>c': '---------' }, lapsed: ['b>a.1', 'a.1>ya'] },
  { name: 'its neighbours lost something meanwhile', guarded: firstLost, free: { 'b>c': gap }, lapsed: [] },
  { name: 'its neighbours were not heard meanwhile', guarded: firstLost, free: { 'b>c': '', 'ya>b': '' }, lapsed: [] },
  { name: 'neighbours of the other node lost something', guarded: firstLost, free: { 'c>yb': gap, 'a.2>yb': fine }, lapsed: ['b>a.1', 'a.1>ya', 'a.1>yb'] },
  { name: 'one other pod alone was seen to live', guarded: { 'b>a.1': '+------++', 'a.1>ya': '+++++++++', 'a.1>yb': '' }, free: { 'ya>b': fine }, lapsed: ['b>a.1'] },
  { name: 'one way was shut, and its target answered others', guarded: { 'a.1>ya': '+------++' }, lapsed: ['a.1>ya'] },
  { name: 'it lost all that it sends, and nothing that it is sent', guarded: { 'a.1>ya': gap, 'a.1>yb': gap }, lapsed: ['a.1>ya', 'a.1>yb'] },
  { name: 'one way to the other node was shut, as others between the nodes were', guarded: { 'a.1>yb': '+------++' }, free: { 'b>c': '+------++' }, lapsed: [] },
  { name: 'one way lost five', guarded: { 'a.1>ya': '+-----+++' }, lapsed: [] },
  { name: 'one way was shut, and its target answered nobody', guarded: { 'b>a.1': '+------++', 'a.1>ya': '+??????++', 'a.1>yb': '+??????++' }, lapsed: [] },
  { name: 'what no policy speaks of was shut', free: { 'b>c': '+------++' }, lapsed: [] },
];

describe('lapsedIn()', () => {
  for (const row of rows) {
    it(`finds ${row.lapsed.length} ways where ${row.name}`, () => {
      const all = [
        ...Object.entries({ ...guarded, ...row.guarded }).map(([way, seen]) => watched(way, seen, {})),
        ...Object.entries({ ...free, ...row.free }).map(([way, seen]) => watched(way, seen, { guarded: false })),
        ...Object.entries(row.denied ?? {}).map(([way, seen]) => watched(way, seen, { expected: 'deny' })),
      ];
      expect(lapsedIn(all).map(({ cell }) => cell.id)).to.have.members(row.lapsed);
    });
  }
});
