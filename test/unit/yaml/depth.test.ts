import { expect } from 'chai';
import { deepest, tooDeepAt } from '../../../src/yaml/depth.ts';

const nested = (open: string, levels: number): string => open.repeat(levels);
const indented = (levels: number, by: number): string => Array.from({ length: levels }, (_, level) => `${' '.repeat(level * by)}a:\n`).join('');

describe('tooDeepAt()', () => {
  const deep: readonly { name: string; text: string; at: number }[] = [
    { name: 'lists', text: nested('[', deepest + 1), at: deepest },
    { name: 'maps, as JSON writes them', text: nested('{"a":', deepest + 1), at: deepest * 5 },
    { name: 'lists of lists in one line', text: nested('- ', deepest + 1), at: deepest * 2 },
    { name: 'lists in block lists', text: `- ${nested('[', deepest)}`, at: deepest + 1 },
    { name: 'the second document', text: `a: 1\n---\n${nested('[', deepest + 1)}`, at: deepest + 9 },
    { name: 'indentation without end', text: `a:\n${' '.repeat(300)}b: 1\n`, at: 3 },
    { name: 'very many levels', text: nested('[', 100_000), at: deepest },
  ];
  for (const { name, text, at } of deep) it(`finds ${name}`, () => expect(tooDeepAt(text)).to.equal(at));

  const shallow: readonly { name: string; text: string }[] = [
    { name: 'nothing', text: '' },
    { name: 'as many levels as are allowed', text: `${nested('[', deepest)}${nested(']', deepest)}` },
    { name: 'many lists, one after the other', text: '- [a]\n'.repeat(1000) },
    { name: 'many documents', text: '- [a]\n---\n'.repeat(1000) },
    { name: 'brackets in a text', text: `a: "${nested('[', 1000)}"\n` },
    { name: 'brackets in a block of text', text: `a: |\n  ${nested('[', 1000)}\n  ${nested('- ', 1000)}\n` },
    { name: 'brackets in a comment', text: `# ${nested('[', 1000)}\na: 1\n` },
    { name: 'blanks behind a value', text: `a: 1${' '.repeat(300)}# b\n` },
    { name: 'forty levels of indentation', text: indented(40, 4) },
  ];
  for (const { name, text } of shallow) it(`lets pass ${name}`, () => expect(tooDeepAt(text)).to.equal(undefined));
});
