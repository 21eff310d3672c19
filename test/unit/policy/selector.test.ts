import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Labels, Selector, SelectorRequirement } from '../../../src/model/snapshot.ts';
import { mentions, selects } from '../../../src/policy/selector.ts';
import { aSelector } from '../../support/snapshot.ts';

const where = (key: string, operator: SelectorRequirement['operator'], ...values: string[]): Selector => aSelector({}, [{ key, operator, values }]);

const cases: readonly { name: string; selector: Selector; labels: Labels; expected: boolean }[] = [
  { name: 'matches everything when empty', selector: aSelector({}), labels: {}, expected: true },
  { name: 'matches a superset of its labels', selector: aSelector({ a: '1' }), labels: { a: '1', b: '2' }, expected: true },
  { name: 'does not match another value', selector: aSelector({ a: '1' }), labels: { a: '2' }, expected: false },
  { name: 'does not match a missing key', selector: aSelector({ a: '1' }), labels: { b: '1' }, expected: false },
  { name: 'needs every label', selector: aSelector({ a: '1', b: '2' }), labels: { a: '1' }, expected: false },
  { name: 'tells an empty value from a missing key', selector: aSelector({ a: '' }), labels: {}, expected: false },
  { name: 'matches an empty value', selector: aSelector({ a: '' }), labels: { a: '' }, expected: true },
  { name: 'takes nothing from Object.prototype', selector: aSelector({ constructor: 'x' }), labels: {}, expected: false },
  { name: 'In holds for a listed value', selector: where('a', 'In', '1', '2'), labels: { a: '2' }, expected: true },
  { name: 'In fails without the key', selector: where('a', 'In', '', '1'), labels: {}, expected: false },
  { name: 'In holds for a listed empty value', selector: where('a', 'In', ''), labels: { a: '' }, expected: true },
  { name: 'In fails with an empty list', selector: where('a', 'In'), labels: { a: '1' }, expected: false },
  { name: 'NotIn fails for a listed value', selector: where('a', 'NotIn', '1'), labels: { a: '1' }, expected: false },
  { name: 'NotIn holds without the key', selector: where('a', 'NotIn', '1'), labels: {}, expected: true },
  { name: 'NotIn holds for an inherited name', selector: where('toString', 'NotIn', '1'), labels: {}, expected: true },
  { name: 'Exists holds for an empty value', selector: where('a', 'Exists'), labels: { a: '' }, expected: true },
  { name: 'Exists fails for an inherited name', selector: where('toString', 'Exists'), labels: {}, expected: false },
  { name: 'DoesNotExist holds without the key', selector: where('a', 'DoesNotExist'), labels: { b: '' }, expected: true },
  { name: 'DoesNotExist fails for an empty value', selector: where('a', 'DoesNotExist'), labels: { a: '' }, expected: false },
  { name: 'needs labels and expressions', selector: aSelector({ a: '1' }, [{ key: 'b', operator: 'Exists', values: [] }]), labels: { a: '1' }, expected: false },
  { name: 'needs every expression', selector: aSelector({}, [{ key: 'a', operator: 'Exists', values: [] }, { key: 'b', operator: 'Exists', values: [] }]), labels: { a: '' }, expected: false },
];

const word = fc.constantFrom('', 'a', 'b', 'c', 'constructor');
const someLabels = fc.dictionary(word, word, { maxKeys: 3 });
const requirement = fc.record({ key: word, operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.array(word, { maxLength: 3 }) });
const someSelector = fc.record({ matchLabels: someLabels, matchExpressions: fc.array(requirement, { maxLength: 3 }) });

describe('selects()', () => {
  for (const { name, selector, labels, expected } of cases) it(name, () => expect(selects(selector, labels)).to.equal(expected));

  it('NotIn is the negation of In, and DoesNotExist of Exists, with and without the key', () => {
    fc.assert(
      fc.property(word, fc.array(word), someLabels, (key, values, labels) => {
        expect(selects(where(key, 'NotIn', ...values), labels)).to.equal(!selects(where(key, 'In', ...values), labels));
        expect(selects(where(key, 'DoesNotExist'), labels)).to.equal(!selects(where(key, 'Exists'), labels));
      }),
    );
  });

  it('matchLabels say the same as In with one value', () => {
    fc.assert(
      fc.property(word, word, someLabels, (key, value, labels) => {
        expect(selects(aSelector({ [key]: value }), labels)).to.equal(selects(where(key, 'In', value), labels));
      }),
    );
  });

  it('two selectors joined match what both match', () => {
    fc.assert(
      fc.property(someSelector, fc.array(requirement, { maxLength: 2 }), someLabels, (selector, more, labels) => {
        const joined = { ...selector, matchExpressions: [...selector.matchExpressions, ...more] };
        expect(selects(joined, labels)).to.equal(selects(selector, labels) && selects(aSelector({}, more), labels));
      }),
    );
  });
});

describe('mentions()', () => {
  for (const { name, selector, expected } of [
    { name: 'sees a key of matchLabels', selector: aSelector({ a: '1' }), expected: true },
    { name: 'sees the key of an expression, whatever its operator', selector: where('a', 'DoesNotExist'), expected: true },
    { name: 'sees no other key', selector: where('b', 'In', 'a'), expected: false },
    { name: 'sees nothing in an empty selector', selector: aSelector({}), expected: false },
  ]) it(name, () => expect(mentions(selector, 'a')).to.equal(expected));

  it('a selector that does not mention a key does not care about it', () => {
    fc.assert(
      fc.property(someSelector, someLabels, word, word, (selector, labels, key, value) => {
        fc.pre(!mentions(selector, key));
        expect(selects(selector, { ...labels, [key]: value })).to.equal(selects(selector, labels));
      }),
    );
  });
});
