import { expect } from 'chai';
import { createLoader } from '../../../enforcer/agent/kernel.ts';
import { puts, removes, tableNames, type TableName } from '../../../enforcer/ruleset/swap.ts';
import { rejection } from '../../../support/rejection.ts';

const [a, b] = tableNames;

/** nft, which fails at some of its transactions. */
const nft = (failing: readonly number[] = []) => {
  const done: string[] = [];
  let count = 0;
  return { done, commit: async (transaction: string): Promise<void> => (failing.includes(count++) ? Promise.reject(new Error('no')) : void done.push(transaction)) };
};

describe('createLoader()', () => {
  const cases: readonly [name: string, standing: readonly TableName[], first: TableName, second: TableName][] = [
    ['no table', [], b, a],
    ['the first of both', [a], b, a],
    ['the second of both', [b], a, b],
    ['both, since an agent was killed between its transactions', [a, b], b, a],
  ];
  for (const [name, standing, first, second] of cases) {
    it(`puts new rules in force before the old ones go, where there is ${name}`, async () => {
      const { done, commit } = nft();
      const load = createLoader(standing, commit);
      await load('one');
      await load('two');
      expect(done).to.deep.equal([puts(first, 'one'), removes(second), puts(second, 'two'), removes(first)]);
    });
  }

  it('never touches the table that is in force, where a transaction fails', async () => {
    const { done, commit } = nft([0, 2]);
    const load = createLoader([a], commit);
    expect((await rejection(load('bad'))).message).to.equal('no');
    expect((await rejection(load('half'))).message).to.equal('no');
    await load('whole');
    expect(done).to.deep.equal([puts(b, 'half'), puts(b, 'whole'), removes(a)]);
  });
});
