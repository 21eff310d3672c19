import { expect } from 'chai';
import type { YamlDocument } from '../../../src/yaml/document.ts';
import { formatMistake, formatOrigin, readYaml } from '../../../src/yaml/document.ts';

const text = ['# a comment', 'list:', '  - one', '  - {key: two}', 'map:', '  1: number', '  long: &anchor', '    deep: x', '  alias: *anchor', ''].join('\n');

/** The only document of a text in which nothing is wrong. */
const read = (content: string): YamlDocument => {
  const { documents, mistakes } = readYaml(content, 'f.yaml');
  expect(mistakes).to.deep.equal([]);
  const [document] = documents;
  if (document === undefined || documents.length > 1) throw new Error(`${documents.length} documents`);
  return document;
};

describe('readYaml()', () => {
  it('gives the values, with all keys as text and aliases replaced', () => {
    expect(read(text).value).to.deep.equal({ list: ['one', { key: 'two' }], map: { 1: 'number', long: { deep: 'x' }, alias: { deep: 'x' } } });
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
    it(`knows the place of ${name}`, () => expect(formatOrigin(read(text).originOf(path))).to.equal(expected));
  }

  const keys: readonly { name: string; path: readonly PropertyKey[]; key: string; expected: string }[] = [
    { name: 'a key at the top', path: [], key: 'map', expected: 'f.yaml:5:1' },
    { name: 'a key that looks like a number', path: ['map'], key: '1', expected: 'f.yaml:6:3' },
    { name: 'a key in a flow mapping', path: ['list', 1], key: 'key', expected: 'f.yaml:4:6' },
    { name: 'the mapping, where there is no such key', path: ['map', 'long'], key: 'missing', expected: 'f.yaml:8:5' },
    { name: 'the alias, where the mapping is one', path: ['map', 'alias'], key: 'deep', expected: 'f.yaml:9:10' },
  ];
  for (const { name, path, key, expected } of keys) {
    it(`knows the place of ${name}`, () => expect(formatOrigin(read(text).originOfKey(path, key))).to.equal(expected));
  }

  it('counts lines the same with CRLF and behind a byte order mark', () => {
    const document = read(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(formatOrigin(document.originOf(['map', 'long', 'deep']))).to.equal('f.yaml:8:11');
  });

  it('takes yes, no and dates for text, as YAML 1.2 does', () => {
    expect(read('{a: yes, b: no, c: 2026-01-31, d: on}').value).to.deep.equal({ a: 'yes', b: 'no', c: '2026-01-31', d: 'on' });
  });

  it('reads several documents, each with places of its own', () => {
    const { documents } = readYaml('a: 1\n---\n# nothing\n---\nb:\n  - c\n', 'f.yaml');
    expect(documents.map(({ value }) => value)).to.deep.equal([{ a: 1 }, null, { b: ['c'] }]);
    const [first, , third] = documents;
    expect([first, third].map((one) => one && formatOrigin(one.start))).to.deep.equal(['f.yaml:1:1', 'f.yaml:4:1']);
    expect(third && formatOrigin(third.originOf(['b', 0]))).to.equal('f.yaml:6:5');
  });

  const mistakes: readonly { name: string; content: string; expected: readonly string[] }[] = [
    { name: 'a key twice, in any document', content: 'a: 1\n---\nb: 1\nb: 2\n', expected: ['f.yaml:4:1: Map keys must be unique'] },
    { name: 'an alias of nothing', content: 'a: *b\n', expected: ['f.yaml:1:4: alias "b" has no anchor before it'] },
    { name: 'a key that JavaScript would stumble over', content: 'a: {__proto__: 1}\n', expected: ['f.yaml:1:5: "__proto__" cannot be a key'] },
  ];
  for (const { name, content, expected } of mistakes) {
    it(`names ${name}, and tells no document`, () => {
      const file = readYaml(content, 'f.yaml');
      expect(file.mistakes.map((mistake) => formatMistake('f.yaml', mistake))).to.deep.equal(expected);
      expect(file.documents).to.deep.equal([]);
    });
  }
});
