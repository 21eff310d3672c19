import { expect } from 'chai';
import { nextAddress } from '../../../../e2e/enforcer/world/next-address.ts';

describe('nextAddress()', () => {
  const rows: { name: string; last: string; taken: string[]; next: string }[] = [
    { name: 'is the one after the last', last: '10.244.2.5', taken: ['10.244.2.5', 'last_reserved_ip.0', 'lock'], next: '10.244.2.6' },
    { name: 'is not one that a pod has', last: '10.244.2.5', taken: ['10.244.2.6', '10.244.2.7'], next: '10.244.2.8' },
    { name: 'starts again after the last of the range, behind the gateway', last: '10.244.2.254', taken: [], next: '10.244.2.2' },
    { name: 'may be the last that was given, if all others are taken', last: '10.244.2.2', taken: Array.from({ length: 252 }, (_, index) => `10.244.2.${index + 3}`), next: '10.244.2.2' },
  ];
  for (const { name, last, taken, next } of rows) {
    it(name, () => {
      expect(nextAddress(last, taken)).to.equal(next);
    });
  }

  it('is told if there is none', () => {
    expect(() => nextAddress('10.244.2.2', Array.from({ length: 254 }, (_, index) => `10.244.2.${index + 1}`))).to.throw('all of 10.244.2.0/24 is taken');
  });
});
