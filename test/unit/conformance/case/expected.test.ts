import { expect } from 'chai';
import { expectedOf } from '../../../../src/conformance/case/expected.ts';
import { parseLine } from '../../../../src/conformance/case/line.ts';
import type { Line } from '../../../../src/conformance/case/line.ts';
import type { Way } from '../../../../src/conformance/world/ways.ts';

const way: Way = { from: 'y/a', to: 'x/a', transport: 'TCP', port: 8080, path: 'pod-ip', family: 4 };
const lines = (texts: readonly string[]): Line[] => texts.map(parseLine).filter((line) => typeof line === 'object');

const table: readonly { readonly deny: readonly string[]; readonly allow: readonly string[]; readonly expected: 'allow' | 'deny' }[] = [
  { deny: [], allow: [], expected: 'allow' },
  { deny: ['* -> x/a'], allow: [], expected: 'deny' },
  { deny: ['* -> x/b', 'y/* -> *'], allow: [], expected: 'deny' },
  { deny: ['* -> x/b'], allow: [], expected: 'allow' },
  { deny: ['* -> x/a'], allow: ['y/a -> x/a'], expected: 'allow' },
  { deny: ['y/a -> x/a TCP/8080'], allow: ['* -> *'], expected: 'allow' },
  { deny: ['* -> x/a'], allow: ['y/a -> x/a UDP', 'y/b -> x/a'], expected: 'deny' },
  { deny: [], allow: ['z/a -> x/a'], expected: 'allow' },
];

describe('expectedOf()', () => {
  for (const { deny, allow, expected } of table) {
    it(`is ${expected} where ${deny.join(', ') || 'nothing'} is denied, and of that ${allow.join(', ') || 'nothing'} allowed`, () => {
      expect(expectedOf({ deny: lines(deny), allow: lines(allow) }, way)).to.equal(expected);
    });
  }
});
