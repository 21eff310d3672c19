import wrapAnsi from 'wrap-ansi';

/** Tables keep their lines, and a command stays in one piece for whoever copies it. */
// oxlint-disable-next-line eslint/no-control-regex -- a command may be coloured
const isWhole = /^(?:[│┌├└]|\s*(?:\u001b\[\d+m)*\$ )/u;

/** Long lines are broken between words; what follows stands under the beginning of the text. */
export const wrapLines = (text: string, columns: number): string =>
  text
    .split('\n')
    .map((line) => (isWhole.test(line) ? line : wrapLine(line, columns)))
    .join('\n');

const wrapLine = (line: string, columns: number): string => {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const [first = '', ...rest] = wrapAnsi(line, columns, { trim: false }).split('\n');
  if (rest.length === 0) return line;
  const room = columns - indent.length - hanging;
  return [first, ...wrapAnsi(rest.join('\n').replaceAll('\n', ''), room, { trim: true }).split('\n').map((more) => `${indent}${' '.repeat(hanging)}${more.trimStart()}`)].map((one) => one.trimEnd()).join('\n');
};

const hanging = 2;
