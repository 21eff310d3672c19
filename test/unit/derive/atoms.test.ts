import { expect } from 'chai';
import * as fc from 'fast-check';
import { blocksIn, spansBetween } from '../../../src/derive/atoms.ts';
import { ipBlockTest } from '../../../src/policy/ip-block.ts';
import { policiesFrom } from '../../support/policies.ts';
import { blocks } from './worlds.ts';

const cases: readonly { name: string; cidrs: readonly string[]; a: string; b: string; alike: boolean }[] = [
  { name: 'addresses on both sides of the first edge', cidrs: ['10.0.0.0/24'], a: '9.255.255.255', b: '10.0.0.0', alike: false },
  { name: 'the first and the last of a block', cidrs: ['10.0.0.0/24'], a: '10.0.0.0', b: '10.0.0.255', alike: true },
  { name: 'addresses on both sides of the last edge', cidrs: ['10.0.0.0/24'], a: '10.0.0.255', b: '10.0.1.0', alike: false },
  { name: 'a block with bits of a host', cidrs: ['10.0.0.77/24'], a: '10.0.0.1', b: '10.0.0.200', alike: true },
  { name: 'addresses that a second block divides', cidrs: ['10.0.0.0/24', '10.0.0.0/25'], a: '10.0.0.1', b: '10.0.0.200', alike: false },
  { name: 'the ends of IPv4', cidrs: ['0.0.0.0/0'], a: '0.0.0.0', b: '255.255.255.255', alike: true },
  { name: 'the ends of IPv6', cidrs: ['::/0'], a: '::', b: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', alike: true },
  { name: 'both families, though no block is near', cidrs: ['10.0.0.0/24'], a: '203.0.113.10', b: '2001:db8::10', alike: false },
  { name: 'both families, where nobody speaks of addresses', cidrs: [], a: '203.0.113.10', b: '2001:db8::10', alike: true },
];

const anAddress = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.128', '10.0.1.0', 'fd00::', 'fd00::1', 'fd00::2', 'fd00:0:1::'));

describe('spansBetween()', () => {
  for (const { name, cidrs, a, b, alike } of cases) {
    it(`${alike ? 'puts together' : 'keeps apart'} ${name}`, () => {
      const spansOf = spansBetween(cidrs.map((cidr) => ({ cidr, except: [] })));
      expect(spansOf([a]) === spansOf([b])).to.equal(alike);
    });
  }

  it('divides a block where an exception begins', () => {
    const spansOf = spansBetween([{ cidr: '10.0.0.0/24', except: ['10.0.0.0/25'] }]);
    expect(spansOf(['10.0.0.1'])).not.to.equal(spansOf(['10.0.0.200']));
  });

  it('minds how many addresses there are, and in which order', () => {
    const spansOf = spansBetween([{ cidr: '10.0.0.0/24', except: [] }]);
    expect(new Set([[], ['10.0.0.1'], ['10.0.0.1', 'fd00::1'], ['fd00::1', '10.0.0.1']].map(spansOf)).size).to.equal(4);
  });

  it('puts together only what every block holds alike', () => {
    fc.assert(
      fc.property(fc.array(blocks, { minLength: 1, maxLength: 4 }), anAddress, anAddress, (some, a, b) => {
        const spansOf = spansBetween(some);
        fc.pre(spansOf([a]) === spansOf([b]));
        for (const block of some) expect(ipBlockTest(block)(a)).to.equal(ipBlockTest(block)(b));
      }),
    );
  });
});

describe('blocksIn()', () => {
  it('finds those of both directions', () => {
    const policies = policiesFrom({
      'x/p': `
        policyTypes: [Ingress, Egress]
        ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: 10.0.0.0/24}}]}]
        egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]`,
      'x/q': '{}',
    });
    expect(blocksIn(policies)).to.deep.equal([{ cidr: '10.0.0.0/24', except: [] }, { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }]);
  });
});
