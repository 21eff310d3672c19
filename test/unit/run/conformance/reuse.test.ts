import { expect } from 'chai';
import { createReuse } from '../../../../src/run/conformance/reuse.ts';

describe('createReuse()', () => {
  const rows = [
    { name: 'goes round a small range', ranges: [['n', 16]], tries: 16 },
    { name: 'goes round no large one', ranges: [['n', 256]], tries: 4 },
    { name: 'tries a few where nobody knows the range', ranges: [['m', 16]], tries: 4 },
  ] as const;
  for (const { name, ranges, tries } of rows) it(name, () => expect(createReuse(new Map(ranges)).triesOn('n')).to.equal(tries));

  it('lets one work after the other, also after one that failed', async () => {
    const reuse = createReuse(new Map());
    const said: string[] = [];
    const work = (name: string, fails = false) => async (): Promise<void> => {
      said.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      said.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
    await Promise.allSettled([reuse.inTurn(work('a', true)), reuse.inTurn(work('b'))]);
    expect(said).to.deep.equal(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('is hopeless from the first failure on, with its reason', () => {
    const reuse = createReuse(new Map());
    expect(reuse.hopeless()).to.equal(undefined);
    reuse.giveUp('none of 4');
    reuse.giveUp('none of 8');
    expect(reuse.hopeless()).to.equal('none of 4');
  });
});
