import { expect } from 'chai';
import { parseFailOn } from '../../../src/cli/fail-on.ts';

const cases: readonly { given: readonly string[]; expected: readonly string[] | RegExp }[] = [
  { given: ['leak'], expected: ['leak'] },
  { given: ['leak,overblock'], expected: ['leak', 'overblock'] },
  { given: ['leak, inconclusive', 'vacuous'], expected: ['leak', 'inconclusive', 'vacuous'] },
  { given: ['leak', 'leak'], expected: ['leak'] },
  { given: ['none'], expected: [] },
  { given: ['none,leak'], expected: /^Cannot read --fail-on "none,leak": none stands alone$/ },
  { given: ['leaks'], expected: /^Cannot read --fail-on "leaks": a finding is one of leak, overblock, / },
  { given: [''], expected: /^Cannot read --fail-on ""/ },
];

describe('parseFailOn()', () => {
  for (const { given, expected } of cases) {
    it(`reads ${JSON.stringify(given)}`, () => {
      if (expected instanceof RegExp) expect(() => parseFailOn(given)).to.throw(expected);
      else expect(parseFailOn(given)).to.deep.equal(expected);
    });
  }
});
