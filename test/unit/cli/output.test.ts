import { expect } from 'chai';
import { createOutput } from '../../../src/cli/output.ts';
import type { Output } from '../../../src/cli/output.ts';
import { nasty, steering } from '../report/reports.ts';

/** All that was written, to both streams. */
const written = (act: (output: Output) => void, { isTTY = false, color = 'never' }: { readonly isTTY?: boolean; readonly color?: 'never' | 'always' } = {}): string => {
  let text = '';
  const stream = { isTTY, columns: 80, write: (chunk: string) => ((text += chunk), true) } as unknown as NodeJS.WriteStream;
  act(createOutput({ verbose: false, quiet: false, ascii: false, color }, { stdout: stream, stderr: stream as typeof process.stderr, env: { CI: 'true' }, platform: 'linux' } as never));
  return text;
};

const said = 'a person\u001b[2J\u009b31m\u202e';
const ways: readonly [name: string, act: (output: Output) => void][] = [
  ['a note', ({ note }) => note(nasty)],
  ['what is drawn', ({ draw }) => draw(nasty)],
  ['a line of the log', ({ log }) => log.warn({ reason: nasty }, nasty)],
];

describe('createOutput()', () => {
  for (const [name, act] of ways) {
    for (const isTTY of [false, true]) it(`lets no text steer ${isTTY ? 'a terminal' : 'what reads a pipe'}: ${name}`, () => expect(written(act, { isTTY })).to.not.match(steering));
  }

  it('shows what would have steered', () => expect(written(({ note }) => note(said))).to.equal(`${String.raw`a person\u001b[2J\u009b31m\u202e`}\n`));

  it('keeps lines and colours', () => {
    expect(written(({ draw, paint }) => draw(`${paint.bold(paint.red('a'))}\nb\n`), { color: 'always' })).to.equal('\u001b[1m\u001b[31ma\u001b[39m\u001b[22m\nb\n');
  });

  it('gives programs what they are to read, as it is', () => expect(written(({ result }) => result(nasty))).to.equal(nasty));
});
