import { expect } from 'chai';
import * as fc from 'fast-check';
import { identityKey, podName, unguessable } from '../../../src/plan/names.ts';
import type { PodIdentity } from '../../../src/plan/names.ts';

const identity: PodIdentity = { role: 'source', namespace: 'default', labels: { app: 'web', tier: 'front' }, node: 'node-1' };
const beforeLastDash = (name: string): string => name.slice(0, name.lastIndexOf('-'));

const someIdentity: fc.Arbitrary<PodIdentity> = fc.record({
  role: fc.constantFrom('source', 'stand-in', 'control-source', 'control-stand-in'),
  namespace: fc.constantFrom('default', 'app', 'data'),
  labels: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'x', 'y')),
  node: fc.constantFrom('node-1', 'node-2'),
});
const sortedJson = (value: PodIdentity): string => JSON.stringify([value.role, value.namespace, Object.entries(value.labels).toSorted(([a], [b]) => a.localeCompare(b)), value.node]);

describe('podName()', () => {
  it('is np-<hash>-<random>, a valid pod name', () => expect(podName('run1', 's', identity)).to.match(/^np-[0-9a-f]{10}-[0-9a-f]{5}$/));

  for (const { name, run = 'run1', change = {} } of [
    { name: 'run', run: 'run2' },
    { name: 'role', change: { role: 'stand-in' } },
    { name: 'namespace', change: { namespace: 'app' } },
    { name: 'labels', change: { labels: { app: 'web' } } },
    { name: 'node', change: { node: 'node-2' } },
  ] as readonly { name: string; run?: string; change?: Partial<PodIdentity> }[]) {
    it(`differs before its last dash with the ${name}`, () => {
      expect(beforeLastDash(podName(run, 's', { ...identity, ...change }))).not.to.equal(beforeLastDash(podName('run1', 's', identity)));
    });
  }

  it('differs with the secret behind its last dash only', () => {
    const [one, other] = [podName('run1', 's', identity), podName('run1', 't', identity)];
    expect(one).not.to.equal(other);
    expect(beforeLastDash(one)).to.equal(beforeLastDash(other));
  });

  it('has the same part before its last dash for the same identity, and for no other', () => {
    fc.assert(
      fc.property(someIdentity, someIdentity, (a, b) => {
        expect(beforeLastDash(podName('run1', 's', a)) === beforeLastDash(podName('run1', 's', b))).to.equal(sortedJson(a) === sortedJson(b));
      }),
    );
  });
});

describe('identityKey()', () => {
  it('does not depend on the order of labels', () => {
    const labels = fc.dictionary(fc.string(), fc.string(), { minKeys: 2 });
    fc.assert(
      fc.property(labels.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(Object.entries(all), { minLength: Object.keys(all).length }))), ([all, shuffled]) => {
        expect(identityKey('default', Object.fromEntries(shuffled))).to.equal(identityKey('default', all));
      }),
    );
  });

  it('tells namespaces, keys and values apart', () => {
    const keys = [identityKey('a', { b: 'c' }), identityKey('b', { b: 'c' }), identityKey('a', { c: 'c' }), identityKey('a', { b: 'd' }), identityKey('a', { b: 'c', d: '' }), identityKey('a', {})];
    expect(new Set(keys)).to.have.lengthOf(keys.length);
  });
});

describe('unguessable()', () => {
  it('is 128 bits in hex, the same for the same secret and purpose', () => {
    expect(unguessable('s', 'p')).to.match(/^[0-9a-f]{32}$/).and.to.equal(unguessable('s', 'p'));
  });

  it('differs with the secret and with the purpose', () => {
    expect(new Set([unguessable('s', 'p'), unguessable('t', 'p'), unguessable('s', 'q')])).to.have.lengthOf(3);
  });
});
