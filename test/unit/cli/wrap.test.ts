import { expect } from 'chai';
import { wrapLines } from '../../../src/cli/wrap.ts';
import { createPaint } from '../../../src/report/paint.ts';

const { dim, red } = createPaint(true);
// oxlint-disable-next-line eslint/no-control-regex -- the escapes that colour is made of
const withoutColour = (text: string): string => text.replaceAll(/\u001b\[\d+m/g, '');

const cases: readonly { name: string; text: string; expected: string }[] = [
  { name: 'leaves a line that fits', text: 'short\n\n  also short\n', expected: 'short\n\n  also short\n' },
  { name: 'breaks between words, and hangs what follows', text: '  leak  web to db must be closed, and it is open', expected: '  leak  web to db must be\n    closed, and it is open' },
  { name: 'breaks a line more than once', text: 'one two three four five six seven eight nine ten eleven', expected: 'one two three four five six\n  seven eight nine ten\n  eleven' },
  { name: 'leaves a word that is longer than a line', text: `a ${'x'.repeat(40)} b`, expected: `a\n  ${'x'.repeat(40)}\n  b` },
  { name: 'leaves tables', text: `│ ${'x y '.repeat(20)}│`, expected: `│ ${'x y '.repeat(20)}│` },
  { name: 'leaves commands', text: `    $ kubectl run ${'a '.repeat(30)}`, expected: `    $ kubectl run ${'a '.repeat(30)}` },
];

describe('wrapLines()', () => {
  for (const { name, text, expected } of cases) it(name, () => expect(wrapLines(text, 28)).to.equal(expected));

  it('breaks coloured text where it breaks plain text', () => {
    expect(withoutColour(wrapLines(`  ${red('leak')}  web to db must be closed, and it is open`, 28))).to.equal('  leak  web to db must be\n    closed, and it is open');
  });

  it('leaves coloured commands', () => {
    const command = `    ${dim(`$ kubectl run ${'a '.repeat(30)}`)}`;
    expect(wrapLines(command, 28)).to.equal(command);
  });
});
