import { expect } from 'chai';
import { createReuse } from '../../../../src/run/conformance/reuse.ts';

describe('createReuse()', () => {
  const rows = [
    { name: 'goes round a small range', ranges: [['n', 16]], tries: 16 },
    { name: 'goes round no large one', ranges: [['n', 256]], tries: 4 },
    { name: 'tries a few where nobody knows the range', ranges: [['m', 16]], tries: 4 },
  ] as const;
  for (const { name, ranges, tries } of rows) it(name, () => expect(createReuse(new Map(ranges)).triesOn('n')).to.equal(tries));

  it('is hopeless from the first failure on, with its reason', () => {
    const reuse = createReuse(new Map());
    expect(reuse.hopeless()).to.equal(undefined);
    reuse.giveUp('none of 4');
    reuse.giveUp('none of 8');
    expect(reuse.hopeless()).to.equal('none of 4');
  });
});
