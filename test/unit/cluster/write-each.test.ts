import { expect } from 'chai';
import { ClusterRequestError, ClusterUnreachableError } from '../../../src/cluster/errors.ts';
import { writeEach } from '../../../src/cluster/write-each.ts';
import { NetproofError } from '../../../src/errors.ts';
import { rejection } from '../../support/rejection.ts';

const refused = (item: string) => new ClusterRequestError(`write ${item}`, 403, 'Forbidden', 'no', undefined);
const unanswered = (item: string) => new ClusterUnreachableError(`write ${item}`, 'nobody', undefined);

/** @param fails by item; @returns what was tried, and what came of it */
const write = async (items: string, fails: (item: string) => Error | undefined): Promise<{ tried: string; error: unknown }> => {
  let tried = '';
  const error = await writeEach(items.split(''), (item) => {
    tried += item;
    const failure = fails(item);
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  }).then(() => undefined, (thrown: unknown) => thrown);
  return { tried, error };
};

describe('writeEach()', () => {
  const cases: readonly [name: string, items: string, fails: (item: string) => Error | undefined, tried: string, told: string | undefined][] = [
    ['writes all', 'abc', () => undefined, 'abc', undefined],
    ['goes on after one that is refused', 'abc', (item) => (item === 'a' ? refused(item) : undefined), 'abc', 'Cannot write a: no'],
    ['names all that failed', 'abc', (item) => (item === 'b' ? undefined : refused(item)), 'abc', 'Cannot write a: no; Cannot write c: no'],
    ['names the same once', 'abc', () => refused('it'), 'abc', 'Cannot write it: no'],
    ['names five, and counts the rest', 'abcdefg', refused, 'abcdefg', 'Cannot write a: no; Cannot write b: no; Cannot write c: no; Cannot write d: no; Cannot write e: no; and 2 more'],
    ['goes on where one had no answer', 'abc', (item) => (item === 'a' ? unanswered(item) : undefined), 'abc', 'Cannot write a: nobody'],
    ['gives up where nobody answers', 'abcde', unanswered, 'abc', 'Cannot write a: nobody; Cannot write b: nobody; Cannot write c: nobody; 2 were not tried'],
  ];
  for (const [name, items, fails, tried, told] of cases) {
    it(name, async () => {
      const ended = await write(items, fails);
      expect(ended.tried).to.equal(tried);
      if (told === undefined) expect(ended.error).to.equal(undefined);
      else expect(ended.error).to.be.instanceOf(NetproofError).with.property('message', told);
    });
  }

  it('hides no defect of its own', async () => expect(await rejection(writeEach(['a'], () => Promise.reject(new TypeError('a defect'))))).to.be.instanceOf(TypeError));
});
