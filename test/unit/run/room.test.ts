import { expect } from 'chai';
import { createAsStarted, startingAtOnce } from '../../../src/run/room.ts';
import { rejection } from '../../support/rejection.ts';

interface Item {
  readonly node: string;
  readonly index: number;
}

const itemsOn = (node: string, count: number): Item[] => Array.from({ length: count }, (_, index) => ({ node, index }));
const keyOf = ({ node, index }: Item): string => `${node}/${index}`;

/** Nodes that start their pods when they are told to; those of the name `dead` never do, and `slow` takes for ever. */
const stage = (items: readonly Item[], create: (item: Item) => Promise<void> = async () => undefined) => {
  const created = new Set<string>();
  const startedOnes = new Set<string>();
  const refused: string[] = [];
  let starting = 0;
  let most = 0;
  const done = createAsStarted(items, {
    nodeOf: ({ node }) => node,
    create: async (item) => {
      await create(item);
      created.add(keyOf(item));
      most = Math.max(most, ++starting);
    },
    started: async (item, failed) => {
      if (item.node === 'slow' && !failed.aborted) await new Promise((resolve) => failed.addEventListener('abort', resolve));
      await new Promise(setImmediate);
      if (item.node === 'dead' || !created.has(keyOf(item))) return false;
      if (!startedOnes.has(keyOf(item))) starting--;
      startedOnes.add(keyOf(item));
      return true;
    },
    refuse: (item) => void refused.push(keyOf(item)),
  });
  return { done, created, refused, most: () => most };
};

const quota = async ({ node, index }: Item): Promise<void> => {
  if (node === 'node1' && index === 3) throw new Error('quota');
};

describe('createAsStarted()', () => {
  it('creates all, and has no more starting on a node than it may', async () => {
    const { done, created, refused, most } = stage(itemsOn('node1', 100));
    await done;
    expect([created.size, refused.length, most()]).to.deep.equal([100, 0, startingAtOnce]);
  });

  it('gives a node that starts nothing no more than that, and lets no other wait for it', async () => {
    const { done, created, refused } = stage([...itemsOn('dead', 40), ...itemsOn('node2', 40)]);
    await done;
    expect([created.size, refused.length]).to.deep.equal([startingAtOnce + 40, 40 - startingAtOnce]);
    expect(refused.every((name) => name.startsWith('dead/'))).to.equal(true);
  });

  it('refuses nothing because another is only being created', async () => {
    const { done, created, refused } = stage(itemsOn('node1', 40), async ({ index }) => void (index === 0 && (await new Promise((resolve) => setTimeout(resolve, 50)))));
    await done;
    expect([created.size, refused]).to.deep.equal([40, []]);
  });

  it('waits for nobody where there is room', async () => {
    const { done, created } = stage(itemsOn('dead', startingAtOnce));
    await done;
    expect(created.size).to.equal(startingAtOnce);
  });

  it('creates nothing more after a failure, on no node, and throws it', async () => {
    // The slow node would start its first ones much later; nobody waits for that.
    const { done, created } = stage([...itemsOn('slow', 100), ...itemsOn('node1', 100), ...itemsOn('node2', 100)], quota);
    expect((await rejection(done)).message).to.equal('quota');
    expect(created.size).to.be.below(3 * startingAtOnce);
  });
});
