import { expect } from 'chai';
import type { PodClass } from '../../../src/derive/classes.ts';
import { nameClasses } from '../../../src/derive/names.ts';
import { name as matrixName } from '../../../src/matrix/words.ts';

const aClass = (fields: Partial<PodClass>): PodClass => ({ namespace: 'shop', called: '', labels: {}, ports: [], ips: [], serviceAccount: 'default', pods: 1, ...fields });
const namesOf = (classes: readonly Partial<PodClass>[], qualified = false): string[] => nameClasses(classes.map(aClass), qualified).map(({ name }) => name);

const cases: readonly { name: string; fields: Partial<PodClass>; qualified?: boolean; expected: string }[] = [
  { name: 'its workload', fields: { called: 'web', labels: { app: 'shop' } }, expected: 'web' },
  { name: 'the namespace before it, where there are several', fields: { called: 'web' }, qualified: true, expected: 'shop.web' },
  { name: 'the label that tells most', fields: { labels: { app: 'a', 'app.kubernetes.io/name': 'b' } }, expected: 'b' },
  { name: 'the next label where that is empty', fields: { labels: { app: '', name: 'c' } }, expected: 'c' },
  { name: 'a pod where nothing tells', fields: { labels: { tier: 'a' } }, expected: 'pod' },
  { name: 'no character that a matrix does not allow', fields: { called: 'a b/c~d' }, expected: 'a-b-c-d' },
  { name: 'no sign in front', fields: { called: '-_web' }, expected: 'web' },
  { name: 'a pod where nothing is left', fields: { called: '__' }, expected: 'pod' },
];

describe('nameClasses()', () => {
  for (const { name, fields, qualified = false, expected } of cases) it(`takes ${name}`, () => expect(namesOf([fields], qualified)).to.deep.equal([expected]));

  it('numbers those that are called the same, in the order of their labels', () => {
    const classes = nameClasses([aClass({ called: 'web', labels: { v: '2' } }), aClass({ called: 'web', labels: { v: '1' } })], false);
    expect(classes.map(({ name, labels }) => [name, labels['v']])).to.deep.equal([['web', '1'], ['web-2', '2']]);
  });

  it('takes no name twice, be it a number that somebody bears already', () => {
    const names = namesOf([{ called: 'web' }, { called: 'web', labels: { a: '1' } }, { called: 'web-2' }, { called: 'web', labels: { a: '2' } }]);
    expect(new Set(names).size).to.equal(4);
  });

  it('leaves room for a port and a mark', () => {
    const [first = '', second = ''] = namesOf([{ called: 'w'.repeat(253) }, { called: 'w'.repeat(253), labels: { a: '1' } }]);
    for (const name of [first, second]) expect(matrixName.safeParse(`policy:${name}:65535-tcp`).success, name).to.equal(true);
  });

  it('names thousands of the same name in time', () => expect(new Set(namesOf(Array.from({ length: 20_000 }, () => ({ called: 'web' })))).size).to.equal(20_000));
});
