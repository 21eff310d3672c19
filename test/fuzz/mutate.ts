/** Texts that once were good: cut, doubled, spliced, with bytes turned, lines moved, and with words in them that have hurt parsers before. */
import * as fc from 'fast-check';

const escape = '\u001b[2J\u001b]0;owned\u0007';

export const words: readonly string[] = [
  '', ' ', '\n', '\t', '\r\n', '\0', '\ufeff', '\u2028', '\ud800', escape,
  '{', '}', '[', ']', ':', ': ', '- ', '? ', ',', '#', '|', '>', '"', "'", '\\', '%YAML 1.1\n---\n', '---\n', '...\n',
  '&a ', '*a', '<<: *a', '!!binary ', '!!js/function ', '!x ', '~', 'null', 'true', '.inf', '.nan', '-0', '1e999', '0x10', '1_000', '2026-11-22',
  '__proto__', 'constructor', 'toString', 'length', '<script>alert(1)</script>', '${x}', '../../etc/passwd',
  '9'.repeat(400), 'a'.repeat(10_000), '['.repeat(3000), '{"a":'.repeat(3000), '- '.repeat(3000), 'a:\n '.repeat(50),
  '0.0.0.0/0', '::/0', '10.0.0.0/33', '-1', '65536', 'TCP', 'SCTP', 'app.kubernetes.io/name',
];

interface Edit {
  readonly kind: 'insert' | 'remove' | 'double' | 'turn' | 'nudge' | 'splice' | 'cut' | 'line';
  /** Where, from 0 to 1 of the text. */
  readonly at: number;
  readonly length: number;
  readonly word: number;
  readonly from: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'remove', 'double', 'turn', 'nudge', 'nudge', 'splice', 'cut', 'line'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  word: fc.nat(words.length - 1),
  from: fc.nat(),
});

const apply = (text: Buffer, { kind, at, length, word, from }: Edit, seeds: readonly Buffer[]): Buffer => {
  const start = Math.floor(at * text.length);
  const [before, part, after] = [text.subarray(0, start), text.subarray(start, start + length), text.subarray(start + length)];
  switch (kind) {
    case 'insert':
      return Buffer.concat([before, Buffer.from(words[word] ?? ''), part, after]);
    case 'remove':
      return Buffer.concat([before, after]);
    case 'double':
      return Buffer.concat([before, part, part, after]);
    case 'turn':
      return Buffer.concat([before, part.map((byte) => byte ^ (1 << (from % 8))), after]);
    case 'nudge':
      return Buffer.concat([before, part.subarray(0, 1).map((byte) => byte ^ (1 << (from % 3))), part.subarray(1), after]);
    case 'line': {
      const lines = text.toString('latin1').split('\n');
      const line = Math.floor(at * lines.length);
      const moved = from % 2 === 0 ? lines.toSpliced(line, 1) : lines.toSpliced(word % lines.length, 0, lines[line] ?? '');
      return Buffer.from(moved.join('\n'), 'latin1');
    }
    case 'splice': {
      const other = seeds[from % seeds.length] ?? text;
      return Buffer.concat([before, other.subarray(Math.floor(at * other.length), Math.floor(at * other.length) + 10 * length), after]);
    }
    case 'cut':
      return before;
  }
};

/** @param seeds what the mutations begin with */
export const mutated = (seeds: readonly Buffer[]): fc.Arbitrary<Buffer> =>
  fc.tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 5 })).map(([seed, edits]) => edits.reduce((text, one) => apply(text, one, seeds), seed));
