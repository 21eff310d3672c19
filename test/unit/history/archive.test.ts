import { expect } from 'chai';
import { inOrderOfGoing, isKey, keyFor, newestOf } from '../../../src/history/archive.ts';

describe('keyFor()', () => {
  const key = keyFor({ startedAt: '2026-11-22T03:17:00.123Z', run: '1a2b3c4d' });
  it('is the name of a file and a key of a ConfigMap', () => expect(key).to.equal('20261122T031700.123Z-1a2b3c4d.json').and.to.match(/^[-._a-zA-Z0-9]+$/));
  it('is known again', () => expect(isKey(key)).to.equal(true));
  it('sorts by age', () => expect([keyFor({ startedAt: '2026-12-01T00:00:00.000Z', run: 'a' }), key].toSorted()[0]).to.equal(key));
});

describe('isKey()', () => {
  for (const name of ['report.json', '../20261122T031700Z-a.json', '20261122T031700Z-a.json.gz', 'x20261122T031700Z-a.json', '']) {
    it(`does not take "${name}" for one of ours`, () => expect(isKey(name)).to.equal(false));
  }
});

describe('inOrderOfGoing()', () => {
  const cases: readonly [name: string, kept: readonly string[], now: string, going: readonly string[]][] = [
    ['the oldest first, and the run of now last', ['1', '2'], '3', ['1', '2', '3']],
    ['before them what is dated after it', ['1', '2', '8', '9'], '3', ['8', '9', '1', '2', '3']],
    ['one that is kept again once', ['1', '2'], '2', ['1', '2']],
  ];
  for (const [name, kept, now, going] of cases) it(`has ${name}`, () => expect(inOrderOfGoing(kept.map((key) => ({ key })), { key: now })).to.deep.equal(going.map((key) => ({ key }))));
});

describe('newestOf()', () => {
  const entries = [3, 5, 2].map((bytes, age) => ({ age, bytes }));
  const cases: readonly [most: number, mostBytes: number | undefined, ages: readonly number[]][] = [
    [10, undefined, [0, 1, 2]],
    [2, undefined, [1, 2]],
    [0, undefined, []],
    [10, 10, [0, 1, 2]],
    [10, 9, [1, 2]],
    [10, 6, [2]],
    [10, 1, []],
  ];
  for (const [most, mostBytes, ages] of cases) {
    it(`keeps ${ages.join() || 'none'} of at most ${most}${mostBytes === undefined ? '' : `, together at most ${mostBytes} bytes`}`, () => expect(newestOf(entries, most, mostBytes).map(({ age }) => age)).to.deep.equal(ages));
  }
});
