import { expect } from 'chai';
import { createReuse } from '../../../../src/run/conformance/reuse.ts';

describe('createReuse()', () => {
  const rows = [
    { name: 'goes round a small range', nodes: [{ name: 'n', podAddresses: 16 }], tries: 16 },
    { name: 'goes round no large one', nodes: [{ name: 'n', podAddresses: 256 }], tries: 4 },
    { name: 'tries a few where nobody knows the range', nodes: [{ name: 'm', podAddresses: 16 }, { name: 'n' }], tries: 4 },
  ] as const;
  for (const { name, nodes, tries } of rows) it(name, () => expect(createReuse(nodes).triesOn('n')).to.equal(tries));

  it('lets one work after the other, also after one that failed', async () => {
    const reuse = createReuse([]);
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
    const reuse = createReuse([]);
    expect(reuse.hopeless()).to.equal(undefined);
    reuse.giveUp('none of 4');
    reuse.giveUp('none of 8');
    expect(reuse.hopeless()).to.equal('none of 4');
  });
});
