import { expect } from 'chai';
import { formatOrigin, parseYaml } from '../../../src/matrix/document.ts';

const text = ['# a comment', 'list:', '  - one', '  - {key: two}', 'map:', '  1: number', '  long: &anchor', '    deep: x', '  alias: *anchor', ''].join('\n');

describe('parseYaml()', () => {
  it('gives the values, with all keys as text and aliases replaced', () => {
    expect(parseYaml(text, 'f.yaml').value).to.deep.equal({ list: ['one', { key: 'two' }], map: { 1: 'number', long: { deep: 'x' }, alias: { deep: 'x' } } });
  });

  const places: readonly { name: string; path: readonly PropertyKey[]; expected: string }[] = [
    { name: 'the document', path: [], expected: 'f.yaml:2:1' },
    { name: 'a list entry', path: ['list', 0], expected: 'f.yaml:3:5' },
    { name: 'a value in a list', path: ['list', 1, 'key'], expected: 'f.yaml:4:11' },
    { name: 'the value of a key that looks like a number', path: ['map', '1'], expected: 'f.yaml:6:6' },
    { name: 'a nested value', path: ['map', 'long', 'deep'], expected: 'f.yaml:8:11' },
    { name: 'the parent of what is missing', path: ['map', 'long', 'missing', 'too'], expected: 'f.yaml:8:5' },
    { name: 'the alias, of what it stands for', path: ['map', 'alias', 'deep'], expected: 'f.yaml:9:10' },
  ];
  for (const { name, path, expected } of places) {
    it(`knows the place of ${name}`, () => expect(formatOrigin(parseYaml(text, 'f.yaml').originOf(path))).to.equal(expected));
  }

  const keys: readonly { name: string; path: readonly PropertyKey[]; key: string; expected: string }[] = [
    { name: 'a key at the top', path: [], key: 'map', expected: 'f.yaml:5:1' },
    { name: 'a key that looks like a number', path: ['map'], key: '1', expected: 'f.yaml:6:3' },
    { name: 'a key in a flow mapping', path: ['list', 1], key: 'key', expected: 'f.yaml:4:6' },
    { name: 'the mapping, where there is no such key', path: ['map', 'long'], key: 'missing', expected: 'f.yaml:8:5' },
    { name: 'the alias, where the mapping is one', path: ['map', 'alias'], key: 'deep', expected: 'f.yaml:9:10' },
  ];
  for (const { name, path, key, expected } of keys) {
    it(`knows the place of ${name}`, () => expect(formatOrigin(parseYaml(text, 'f.yaml').originOfKey(path, key))).to.equal(expected));
  }

  it('counts lines the same with CRLF and behind a byte order mark', () => {
    const document = parseYaml(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'f.yaml');
    expect(formatOrigin(document.originOf(['map', 'long', 'deep']))).to.equal('f.yaml:8:11');
  });

  it('takes yes, no and dates for text, as YAML 1.2 does', () => {
    expect(parseYaml('{a: yes, b: no, c: 2026-01-31, d: on}', 'f.yaml').value).to.deep.equal({ a: 'yes', b: 'no', c: '2026-01-31', d: 'on' });
  });

  it('accepts a document that is marked at both ends', () => {
    expect(parseYaml('---\na: 1\n...\n', 'f.yaml').value).to.deep.equal({ a: 1 });
  });
});
