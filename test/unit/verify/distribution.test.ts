import { expect } from 'chai';
import { distributionOf, tableRow } from '../../verify/distribution.ts';

describe('distributionOf()', () => {
  const cases: readonly { name: string; values: number[]; expected: object }[] = [
    { name: 'nothing', values: [], expected: { count: 0, min: 0, median: 0, p90: 0, max: 0 } },
    { name: 'one value', values: [7], expected: { count: 1, min: 7, median: 7, p90: 7, max: 7 } },
    { name: 'values in any order', values: [3, 1, 2], expected: { count: 3, min: 1, median: 2, p90: 3, max: 3 } },
    { name: 'a hundred', values: Array.from({ length: 100 }, (_, index) => index + 1), expected: { count: 100, min: 1, median: 50, p90: 90, max: 100 } },
  ];
  for (const { name, values, expected } of cases) it(`of ${name}`, () => expect(distributionOf(values)).to.deep.equal(expected));

  it('says of what did not happen that it never did', () => expect(tableRow('closes', 'ms', [1, Number.POSITIVE_INFINITY])).to.equal('| closes | 2 | 1 ms | 1 ms | never | never |'));

  it('fills a row of the table', () => expect(tableRow('closes', 'ms', [1, 2.25])).to.equal('| closes | 2 | 1 ms | 1 ms | 2.3 ms | 2.3 ms |'));
});
