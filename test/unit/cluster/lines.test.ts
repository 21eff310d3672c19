import { expect } from 'chai';
import * as fc from 'fast-check';
import { linesOf } from '../../../src/cluster/lines.ts';

const stream = async function* (chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
};
const read = async (chunks: readonly (string | Uint8Array)[]): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of linesOf(stream(chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk))))) lines.push(line);
  return lines;
};

const cases: readonly { name: string; chunks: readonly (string | Uint8Array)[]; expected: string[] }[] = [
  { name: 'gives nothing for nothing', chunks: [], expected: [] },
  { name: 'gives up what follows the last newline', chunks: ['a\nb'], expected: ['a'] },
  { name: 'joins a line from its pieces', chunks: ['a', 'b', '\n'], expected: ['ab'] },
  { name: 'gives empty lines', chunks: ['\n\n'], expected: ['', ''] },
  { name: 'joins a character that was cut in two', chunks: [Uint8Array.of(0xc3), Uint8Array.of(0xa9, 0x0a)], expected: ['é'] },
];

describe('linesOf()', () => {
  for (const { name, chunks, expected } of cases) it(name, async () => expect(await read(chunks)).to.deep.equal(expected));

  it('gives the same lines wherever the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', ' ').replaceAll('\uFEFF', ' '))), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
        const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
        expect(await read(chunks)).to.deep.equal(lines);
      }),
    );
  });
});
