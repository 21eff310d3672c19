import { ApiException } from '@kubernetes/client-node';
import type { V1Pod } from '@kubernetes/client-node';
import { expect } from 'chai';
import type { Connection } from '../../../src/cluster/connection.ts';
import type { SeenLease } from '../../../src/cluster/leases.ts';
import { allStirred, findDead, isEmpty, ofRunsIn, removeDead, unseenHearts } from '../../../src/run/sweep.ts';
import type { Sighting } from '../../../src/run/sweep.ts';

/** A Lease of run r in `namespace`, whose heart is in `netproof-r` unless told otherwise. */
const lease = (namespace: string, version: number, fields: Partial<SeenLease> = {}): SeenLease => ({
  namespace, name: `netproof-${fields.run ?? 'r'}`, uid: `uid-${namespace}`, run: 'r', heart: 'netproof-r', resourceVersion: String(version), ...fields,
});
const heart = (version: number, fields: Partial<SeenLease> = {}): SeenLease => lease('netproof-r', version, fields);
const namespace = { name: 'netproof-r', uid: 'uid-of-namespace', run: 'r', heart: 'netproof-r' };
const canarys = { name: 'netproof-canary-r', uid: 'uid-of-canary', run: 'r', heart: 'netproof-r' };
const batterys = { name: 'netproof-r-1x', uid: 'uid-of-battery', run: 'r', heart: 'netproof-r' };
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
  { name: 'a forged heart of the same run in the same namespace as the live one', before: sighting(0, [heart(1), guest, heart(1, { uid: 'forged', name: 'zz' })]), after: sighting(15_000, [heart(2), guest, heart(1, { uid: 'forged', name: 'zz' })]), dead: [], stirred: true },
  { name: "a forged heart in a live battery's second namespace", before: sighting(0, [heart(1), lease('netproof-r-1x', 1, { heart: 'netproof-r-1x' })], [namespace, batterys]), after: sighting(15_000, [heart(2), lease('netproof-r-1x', 1, { heart: 'netproof-r-1x' })], [namespace, batterys]), dead: [], stirred: false },
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

describe('ofRunsIn()', () => {
  const other = lease('other', 1, { run: 's', heart: 'netproof-s' });
  const all = sighting(0, [heart(1), guest, other], [namespace, { ...canarys, run: 's', heart: 'netproof-s' }]);
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['all of a run that has something there', ['default'], ['netproof-r', 'default', 'netproof-r']],
    ['a run whose namespace it is', ['netproof-canary-r'], ['other', 'netproof-canary-r']],
    ['nobody, where nobody has anything', ['shop'], []],
  ];
  for (const [name, wanted, found] of rows) {
    it(`leaves ${name}`, () => {
      const { leases, namespaces } = ofRunsIn(all, wanted);
      expect([...leases.map((one) => one.namespace), ...namespaces.map((one) => one.name)]).to.deep.equal(found);
    });
  }
});

describe('unseenHearts()', () => {
  it('names where to look as well', () => {
    const onlyDefault = sighting(0, [guest, lease('default', 1, { run: 's', heart: 'a' })], [namespace], (name) => name === 'default');
    expect(unseenHearts(onlyDefault)).to.deep.equal(['a', 'netproof-r']);
  });
});

const scene = (answer: (namespace: string) => Error | undefined, pods: readonly V1Pod[] = []) => {
  const asked: string[] = [];
  const ask = async (what: string, place: string): Promise<object> => {
    asked.push(what);
    const error = what.startsWith('lease') ? answer(place) : undefined;
    if (error !== undefined) throw error;
    return { items: what.startsWith('pods') ? pods : [] };
  };
  const api = {
    coordination: { deleteNamespacedLease: async ({ namespace: place }: { readonly namespace: string }) => ask(`lease ${place}`, place) },
    core: { listNamespacedPod: async ({ namespace: place }: { readonly namespace: string }) => ask(`pods of ${place}`, place), deleteNamespacedPod: async ({ name }: { readonly name: string }) => ask(`pod ${name}`, name), deleteNamespace: async ({ name }: { readonly name: string }) => ask(`namespace ${name}`, name) },
  };
  return { api: api as unknown as Connection, asked };
};

const podOf = (name: string, owner: string): V1Pod => ({ metadata: { name, uid: name, annotations: { 'netproof.dev/run': 'r' }, ownerReferences: [{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: 'netproof-r', uid: owner }] } });
const ownerless = (name: string, run: string): V1Pod => ({ metadata: { name, uid: name, annotations: { 'netproof.dev/run': run } } });

describe('removeDead()', () => {
  const forbidden = new ApiException(403, 'Forbidden', JSON.stringify({ message: 'leases is forbidden' }), {});
  const changed = new ApiException(409, 'Conflict', '{}', {});
  const others = [lease('ops', 1, { run: 's', heart: 'ops' })];
  const dead = { leases: [heart(1), guest, ...others], namespaces: [namespace] };

  it('goes on with other runs where one may not be removed, and says why', async () => {
    const { api, asked } = scene((place) => (place === 'netproof-r' ? forbidden : undefined));
    const { removed, failed } = await removeDead(api, dead);
    expect(removed).to.deep.equal(['lease ops/netproof-s']);
    expect(failed).to.have.length(1);
    expect(failed[0]).to.include('leases is forbidden');
    expect(asked, 'nothing of a run whose heart may beat').to.not.include('namespace netproof-r');
  });

  it('removes the pods that the Lease owns, whatever run others say that they are of', async () => {
    const { api } = scene(() => undefined, [podOf('of-the-dead', guest.uid), podOf('of-the-living', 'uid-of-a-live-lease')]);
    expect((await removeDead(api, { leases: [guest], namespaces: [] })).removed).to.deep.equal(['pod default/of-the-dead', 'lease default/netproof-r']);
  });

  it('removes a pod whose owners admission has taken away, if it says that it is of this run', async () => {
    const { api } = scene(() => undefined, [ownerless('of-the-dead', 'r'), ownerless('of-another', 's')]);
    expect((await removeDead(api, { leases: [guest], namespaces: [] })).removed).to.deep.equal(['pod default/of-the-dead', 'lease default/netproof-r']);
  });

  it('leaves a run whose heart has beaten since', async () => {
    const { api } = scene((place) => (place === 'netproof-r' ? changed : undefined));
    expect(await removeDead(api, dead)).to.deep.equal({ removed: ['lease ops/netproof-s'], failed: [] });
  });
});
