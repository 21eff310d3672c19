import { expect } from 'chai';
import type { SeenLease } from '../../../src/cluster/leases.ts';
import { allStirred, findDead, isEmpty } from '../../../src/run/sweep.ts';
import type { Sighting } from '../../../src/run/sweep.ts';

/** A Lease of run r in `namespace`, whose heart is in `netproof-r` unless told otherwise. */
const lease = (namespace: string, version: number, fields: Partial<SeenLease> = {}): SeenLease => ({
  namespace, name: 'netproof-r', uid: `uid-${namespace}`, run: 'r', heart: 'netproof-r', resourceVersion: String(version), ...fields,
});
const heart = (version: number, fields: Partial<SeenLease> = {}): SeenLease => lease('netproof-r', version, fields);
const namespace = { name: 'netproof-r', uid: 'uid-of-namespace', run: 'r', heart: 'netproof-r' };
const canarys = { name: 'netproof-canary-r', uid: 'uid-of-canary', run: 'r', heart: 'netproof-r' };
const sighting = (atMs: number, leases: SeenLease[], namespaces = [namespace], sees: (name: string) => boolean = () => true): Sighting => ({ atMs, leases, namespaces, sees });
const guest = lease('default', 1);

interface Case {
  readonly name: string;
  readonly before?: Sighting;
  readonly after: Sighting;
  /** Namespaces of the Leases, and names of the namespaces, that are dead. */
  readonly dead: readonly string[];
  readonly stirred: boolean;
}
const first = sighting(0, [heart(1), guest]);
const cases: readonly Case[] = [
  { name: 'a heart that stood still for the whole time', after: sighting(15_000, [heart(1), guest]), dead: ['netproof-r', 'default', 'netproof-r'], stirred: false },
  { name: 'a heart that stood still for not quite so long', after: sighting(14_999, [heart(1), guest]), dead: [], stirred: false },
  { name: 'a heart that beat, whose other Leases never do', after: sighting(15_000, [heart(2), guest]), dead: [], stirred: true },
  { name: 'a run that removed itself', after: sighting(3000, [], []), dead: [], stirred: true },
  { name: 'a Lease whose heart is gone', after: sighting(15_000, [guest], []), dead: ['default'], stirred: false },
  { name: 'a Lease whose heart is out of sight', before: sighting(0, [guest], [], (name) => name === 'default'), after: sighting(15_000, [guest], [], (name) => name === 'default'), dead: [], stirred: false },
  { name: 'a namespace without any Lease', before: sighting(0, []), after: sighting(15_000, []), dead: ['netproof-r'], stirred: false },
  { name: 'a namespace whose Lease came later', before: sighting(0, []), after: sighting(15_000, [heart(1)]), dead: [], stirred: false },
  { name: 'a run that came between', before: sighting(0, [], []), after: sighting(15_000, [heart(1), guest]), dead: [], stirred: true },
  { name: 'a heart that was made anew', after: sighting(15_000, [heart(1, { uid: 'other' }), guest]), dead: [], stirred: false },
  { name: 'a namespace that was made anew', before: sighting(0, [], [{ ...namespace, uid: 'old' }]), after: sighting(15_000, []), dead: [], stirred: true },
  { name: "a canary's namespace, whose run's heart beats elsewhere", before: sighting(0, [heart(1)], [namespace, canarys]), after: sighting(15_000, [heart(2)], [namespace, canarys]), dead: [], stirred: true },
  { name: "a canary's namespace, whose run's heart stood still", before: sighting(0, [heart(1)], [namespace, canarys]), after: sighting(15_000, [heart(1)], [namespace, canarys]), dead: ['netproof-r', 'netproof-r', 'netproof-canary-r'], stirred: false },
  { name: 'two runs, of which one lives', before: sighting(0, [heart(1), guest, lease('netproof-s', 5, { run: 's', heart: 'netproof-s' })]), after: sighting(15_000, [heart(1), guest, lease('netproof-s', 6, { run: 's', heart: 'netproof-s' })]), dead: ['netproof-r', 'default', 'netproof-r'], stirred: false },
  { name: 'a forged heart beside a live one', before: sighting(0, [heart(1), guest, lease('zz', 1, { heart: 'zz' })]), after: sighting(15_000, [heart(2), guest, lease('zz', 1, { heart: 'zz' })]), dead: ['zz'], stirred: false },
  { name: 'a dead run with a forged heart that beats', before: sighting(0, [heart(1), guest, lease('zz', 1, { heart: 'zz' })]), after: sighting(15_000, [heart(1), guest, lease('zz', 2, { heart: 'zz' })]), dead: ['netproof-r', 'default', 'netproof-r'], stirred: false },
  { name: 'a heart in a namespace of the user\'s, where other runs have theirs too', before: sighting(0, [lease('ops', 1, { heart: 'ops' }), lease('ops', 1, { uid: 'uid-2', run: 's', heart: 'ops' })], []), after: sighting(15_000, [lease('ops', 2, { heart: 'ops' }), lease('ops', 1, { uid: 'uid-2', run: 's', heart: 'ops' })], []), dead: ['ops'], stirred: false },
];

describe('findDead()', () => {
  for (const { name, before = first, after, dead } of cases) {
    it(`takes ${name} for ${dead.length === 0 ? 'alive' : 'dead'}`, () => {
      const found = findDead(before, after);
      expect([...found.leases.map((one) => one.namespace), ...found.namespaces.map((one) => one.name)]).to.deep.equal(dead);
    });
  }

  it('gives versions, so that a Lease which beats after all is not removed', () => {
    expect(findDead(first, sighting(15_000, [heart(1), guest])).leases.map(({ resourceVersion }) => resourceVersion)).to.deep.equal(['1', '1']);
  });
});

describe('allStirred()', () => {
  for (const { name, before = first, after, stirred } of cases) {
    it(`${stirred ? 'need not' : 'has to'} wait for ${name}`, () => expect(allStirred(before, after)).to.equal(stirred));
  }
});

describe('isEmpty()', () => {
  it('knows whether anything is there', () => {
    expect([isEmpty(sighting(0, [], [])), isEmpty(sighting(0, [guest], [])), isEmpty(sighting(0, []))]).to.deep.equal([true, false, false]);
  });
});
