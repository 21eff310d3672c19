import { expect } from 'chai';
import { hostBlock, isHost, isInBlock, maskCidr } from '../../../enforcer/rules/addresses.ts';

describe('maskCidr()', () => {
  for (const [cidr, masked] of [
    ['203.0.113.99/24', '203.0.113.0/24'],
    ['10.1.2.3/4', '0.0.0.0/4'],
    ['10.1.2.3/32', '10.1.2.3/32'],
    ['fd44:0:0:1::7/64', 'fd44:0:0:1::/64'],
    ['::/0', '::/0'],
  ] as const) {
    it(`takes the host out of ${cidr}`, () => expect(maskCidr(cidr)).to.equal(masked));
  }
});

describe('isInBlock()', () => {
  const block = { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] };
  for (const [address, expected] of [['10.2.0.1', true], ['10.1.0.1', false], ['11.0.0.1', false], ['::10.2.0.1', false]] as const) {
    it(`${address}: ${expected}`, () => expect(isInBlock(address, block)).to.equal(expected));
  }
});

describe('hostBlock()', () => {
  for (const address of ['10.1.2.3', 'fd44::7']) it(`is one address: ${address}`, () => expect(isHost(hostBlock(address))).to.equal(true));
});
