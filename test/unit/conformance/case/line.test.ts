import { expect } from 'chai';
import { isMeant, parseLine } from '../../../../src/conformance/case/line.ts';
import type { Line } from '../../../../src/conformance/case/line.ts';
import type { Way } from '../../../../src/conformance/world/ways.ts';

const read: readonly { readonly text: string; readonly line: Line }[] = [
  { text: '* -> x/a', line: { from: '*', to: 'x/a' } },
  { text: 'y/* -> *', line: { from: 'y/*', to: '*' } },
  { text: 'x/a -> y/b UDP', line: { from: 'x/a', to: 'y/b', transport: 'UDP' } },
  { text: 'x/a -> y/b TCP/8081', line: { from: 'x/a', to: 'y/b', transport: 'TCP', port: 8081 } },
  { text: 'x/a -> y/b IPv6', line: { from: 'x/a', to: 'y/b', family: 6 } },
  { text: 'y/a -> x/a by Service', line: { from: 'y/a', to: 'x/a', path: 'cluster-ip' } },
  { text: 'y/a -> x/a TCP/8080 IPv4 by Service', line: { from: 'y/a', to: 'x/a', transport: 'TCP', port: 8080, family: 4, path: 'cluster-ip' } },
];

const shape = 'must be "SOURCE -> TARGET", with TCP or UDP, a port, IPv4 or IPv6, and "by Service" after it where they matter';
const refused: readonly { readonly text: string; readonly says: string }[] = [
  { text: '', says: shape },
  { text: 'x/a', says: shape },
  { text: 'x/a->x/b', says: shape },
  { text: 'x/a -> x/b SCTP', says: shape },
  { text: 'x/a -> x/b 8080', says: shape },
  { text: 'x/a -> x/b IPv4 TCP', says: shape },
  { text: 'x/a -> x/b: deny', says: shape },
  { text: 'x/a -> x/b:', says: '"x/b:" is no pod of the world, no namespace/* and not *' },
  { text: 'w/a -> x/b', says: '"w/a" is no pod of the world, no namespace/* and not *' },
  { text: 'x/a -> w/*', says: '"w/*" is no pod of the world, no namespace/* and not *' },
];

const way: Way = { from: 'y/a', to: 'x/a', transport: 'TCP', port: 8080, path: 'pod-ip', family: 4 };
const meant: readonly { readonly text: string; readonly way?: Partial<Way>; readonly expected: boolean }[] = [
  { text: '* -> *', expected: true },
  { text: 'y/* -> x/*', expected: true },
  { text: 'y/a -> x/a TCP/8080 IPv4', expected: true },
  { text: 'y/b -> x/a', expected: false },
  { text: 'y/a -> z/*', expected: false },
  { text: 'x/a -> y/a', expected: false },
  { text: '* -> * UDP', expected: false },
  { text: '* -> * TCP/8081', expected: false },
  { text: '* -> * IPv6', expected: false },
  { text: '* -> * IPv6', way: { family: 6 }, expected: true },
  { text: '* -> * by Service', expected: false },
  { text: '* -> * by Service', way: { path: 'cluster-ip' }, expected: true },
  { text: '* -> x/a', way: { path: 'cluster-ip' }, expected: true },
];

describe('parseLine()', () => {
  for (const { text, line } of read) it(`reads "${text}"`, () => expect(parseLine(text)).to.deep.equal(line));
  for (const { text, says } of refused) it(`refuses "${text}"`, () => expect(parseLine(text)).to.equal(says));
});

describe('isMeant()', () => {
  for (const { text, way: other = {}, expected } of meant) {
    it(`${expected ? 'takes' : 'leaves'} ${JSON.stringify(other)} for "${text}"`, () => {
      const line = parseLine(text);
      expect(typeof line === 'object' && isMeant(line, { ...way, ...other })).to.equal(expected);
    });
  }
});
