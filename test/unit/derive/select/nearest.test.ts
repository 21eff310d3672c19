import { expect } from 'chai';
import { nearest } from '../../../../src/derive/select/nearest.ts';
import type { OtherEnd } from '../../../../src/derive/select/scene.ts';
import type { Peer } from '../../../../src/model/network-policy.ts';
import type { Labels } from '../../../../src/model/snapshot.ts';
import { aSelector } from '../../../support/snapshot.ts';

const pod = (namespace: string, labels: Labels, isFree = true): Omit<OtherEnd, 'at'> => ({ end: { kind: 'pod', namespace, labels, ports: [], ips: [], hostNetwork: false }, isFree });
const outsiders = [
  pod('shop', { app: 'db' }), // 0
  pod('shop', { app: 'web', tier: 'back' }), // 1
  pod('shop', { app: 'web' }, false), // 2
  pod('bank', { app: 'db' }), // 3
  pod('bank', { app: 'web', tier: 'front' }), // 4
  { end: { kind: 'address', ip: '203.0.113.10' }, isFree: true } as const, // 5
].map((other, at): OtherEnd => ({ ...other, at }));
const insider: OtherEnd = { ...pod('shop', { app: 'web', tier: 'front' }), at: 6 };
const byPods: Peer = { podSelector: aSelector({ app: 'web', tier: 'front' }) };

const cases: readonly [name: string, peer: Peer, insiders: readonly OtherEnd[], expected: readonly (readonly (readonly number[])[])[]][] = [
  ['where insiders are, the most similar first, and those elsewhere', byPods, [insider], [[[1, 0], [2]], [[4, 3, 5], []]]],
  ['the policy\'s own namespace and the labels that it asks for, where nobody is inside', byPods, [], [[[1, 0], [2]], [[4, 3, 5], []]]],
  ['no namespace, where the peer means others and nobody is inside', { ...byPods, namespaceSelector: aSelector({}) }, [], [[[5], []], [[4, 1, 0, 3], [2]]]],
  ['addresses, where the peer is a block of them', { ipBlock: { cidr: '198.51.100.0/24', except: [] } }, [], [[[5], []], [[0, 1, 3, 4], [2]]]],
];

describe('nearest()', () => {
  for (const [name, peer, insiders, expected] of cases) {
    it(`takes for home ${name}`, () => expect(nearest(outsiders, { peer }, insiders, 'shop').map((place) => place.map((own) => own.map(({ at }) => at)))).to.deep.equal(expected));
  }
});
