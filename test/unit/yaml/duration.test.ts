import { expect } from 'chai';
import { duration } from '../../../src/yaml/duration.ts';

describe('duration', () => {
  for (const [text, ms] of [['3s', 3000], ['500ms', 500], ['0s', 0], ['125s', 125_000]] as const) {
    it(`reads ${text}`, () => expect(duration.parse(text)).to.equal(ms));
  }
  for (const text of ['', '3', 's', '3 s', '-3s', '1.5s', '3m', '1s500ms', '1234567s']) {
    it(`refuses "${text}"`, () => expect(duration.safeParse(text).success).to.equal(false));
  }
});
