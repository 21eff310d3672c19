import { expect } from 'chai';
import { parseDuration } from '../../../src/cli/duration.ts';
import { NetproofError } from '../../../src/errors.ts';

const halfAnHour = 30 * 60_000;

describe('parseDuration()', () => {
  for (const [text, ms] of [['0s', 0], ['1s', 1000], ['60s', 60_000], ['2m', 120_000], ['1800s', halfAnHour], ['30m', halfAnHour]] as const) {
    it(`reads ${text}`, () => expect(parseDuration('--hold', text, halfAnHour)).to.equal(ms));
  }

  it('reads hours', () => expect(parseDuration('--every', '6h', 24 * 60 * 60_000)).to.equal(6 * 60 * 60_000));

  for (const [text, why] of [
    ['60', 'without a unit it may mean anything; 60s are seconds, 60m minutes'],
    ['1801s', '30m is the most'],
    ['31m', '30m is the most'],
    ['', 'a duration looks like 60s or 2m'],
    ['1h', '30m is the most'],
    ['1d', 'a duration looks like 60s or 2m'],
    ['-1s', 'a duration looks like 60s or 2m'],
    ['1.5m', 'a duration looks like 60s or 2m'],
    ['2m30s', 'a duration looks like 60s or 2m'],
    ['9999999s', 'a duration looks like 60s or 2m'],
  ] as const) {
    it(`refuses "${text}"`, () => {
      expect(() => parseDuration('--hold', text, halfAnHour)).to.throw(NetproofError, `Cannot read --hold "${text}": ${why}`).with.property('code', 'ERR_USAGE');
    });
  }
});
