import { expect } from 'chai';
import { createPaint, drawn, plain, plainBeyondAscii } from '../../../src/report/paint.ts';

describe('plain()', () => {
  const cases: readonly [name: string, text: string, shown: string][] = [
    ['an escape', '\u001b[31m', String.raw`\u001b[31m`],
    ['a line end', 'a\r\nb', String.raw`a\u000d\u000ab`],
    ['DEL and C1', '\u007f\u009b', String.raw`\u007f\u009b`],
    ['marks that turn text around', '\u202e\u2066\u200f\u061c', String.raw`\u202e\u2066\u200f\u061c`],
    ['line separators', '\u2028\u2029', String.raw`\u2028\u2029`],
    ['nothing of letters, signs and emoji', 'Grüße │ 你好 🙂', 'Grüße │ 你好 🙂'],
  ];
  for (const [name, text, shown] of cases) it(`shows ${name}`, () => expect(plain(text)).to.equal(shown));
});

describe('plainBeyondAscii()', () => {
  it('leaves the line ends of a document alone', () => expect(plainBeyondAscii('{\n\t"a": "\u009b"\n}')).to.equal(`{\n\t"a": "${String.raw`\u009b`}"\n}`));
});

describe('drawn()', () => {
  const cases: readonly [name: string, text: string, shown: string][] = [
    ['keeps lines', 'a\nb\n', 'a\nb\n'],
    ['keeps colours', '\u001b[1m\u001b[31ma\u001b[39m\u001b[22m', '\u001b[1m\u001b[31ma\u001b[39m\u001b[22m'],
    ['shows other escapes', '\u001b[2J\u001b]0;x\u0007\u001b[31', String.raw`\u001b[2J\u001b]0;x\u0007\u001b[31`],
    ['shows what goes back in a line', 'a\r\b\tb', String.raw`a\u000d\u0008\u0009b`],
    ['shows C1 and marks that turn text around', '\u009b31m\u202e', String.raw`\u009b31m\u202e`],
  ];
  for (const [name, text, shown] of cases) it(name, () => expect(drawn(text)).to.equal(shown));
});

describe('createPaint()', () => {
  it('paints or does not, as it is told', () => expect([createPaint(true).red('x'), createPaint(false).red('x')]).to.deep.equal(['\u001b[31mx\u001b[39m', 'x']));
});
