import { expect } from 'chai';
import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { drawGrid } from '../../../src/report/grid.ts';
import type { Grid } from '../../../src/report/grid.ts';
import { createPaint } from '../../../src/report/paint.ts';

const red = createPaint(true).red;
// oxlint-disable-next-line eslint/no-control-regex -- the escapes that colour is made of
const withoutColour = (text: string): string => text.replaceAll(/\u001b\[\d+m/g, '');
const grid = (heads: readonly string[], columns: number, more: Partial<Grid> = {}): string[] => drawGrid({ heads, rows: [{ name: 'web', entries: heads.map((_, at) => (at % 3 === 0 ? ' LEAK ' : 'X')) }], columns, ...more }).split('\n');
const names = (count: number, length = 6): string[] => Array.from({ length: count }, (_, at) => `t${at}`.padEnd(length, 'x'));
const bandsIn = (lines: readonly string[]): number => lines.filter((line) => line.startsWith('┌')).length;

describe('drawGrid()', () => {
  it('has names as heads where they fit', () => {
    expect(grid(['redis', 'db'], 80)).to.deep.equal(['┌─────┬────────┬────┐', '│     │ redis  │ db │', '├─────┼────────┼────┤', '│ web │  LEAK  │ X  │', '└─────┴────────┴────┘']);
  });

  it('fits exactly, and not a character less', () => {
    const [top = ''] = grid(['redis', 'db'], 80);
    expect(grid(['redis', 'db'], top.length)[1]).to.include('redis');
    expect(grid(['redis', 'db'], top.length - 1)[1]).not.to.include('redis');
  });

  it('has numbers and a key where names do not fit', () => {
    const lines = grid(names(12, 20), 80);
    expect(bandsIn(lines)).to.equal(1);
    expect(lines[1]).to.match(/^│ +│ +1 +│ 2 │/);
    expect(lines.slice(5)).to.deep.equal(Array.from({ length: 4 }, (_, line) => [line, line + 4, line + 8].map((at) => `   ${`${at + 1}`.padStart(2)} ${names(12, 20)[at]}`).join('')));
  });

  it('puts columns into bands where numbers do not fit either, and every column into one', () => {
    const lines = grid(names(60), 80);
    expect(bandsIn(lines)).to.be.greaterThan(2);
    const heads = lines.filter((_, at) => lines[at - 1]?.startsWith('┌')).flatMap((line) => line.match(/\d+/g) ?? []);
    expect(heads).to.deep.equal(names(60).map((_, at) => `${at + 1}`));
  });

  it('breaks a long name of a row over lines, and loses nothing of it', () => {
    const name = 'ingress-nginx.ingress-nginx-controller-of-the-second-team';
    const lines = grid(names(3), 60, { rows: [{ name, entries: ['X', 'X', 'X'] }] });
    expect(lines.filter((line) => line.startsWith('│')).map((line) => line.split('│')[1]?.trim()).join('')).to.equal(name);
  });

  it('keeps heads of several lines, in as many bands as it takes', () => {
    const lines = grid(Array.from({ length: 8 }, (_, at) => `TCP\nIPv${at}\nService`), 44);
    expect(bandsIn(lines)).to.equal(3);
    expect(lines.join('\n').match(/Service/g)).to.have.length(8);
  });

  it('tells remarks in the key alone', () => {
    expect(grid(['dns'], 80, { keyed: true, remarkOf: () => '  a guess' }).at(-1)).to.equal('   1 dns  a guess');
  });

  it('counts colour as nothing', () => {
    const rows = [{ name: 'web', entries: names(9).map(() => red('X')) }];
    expect(withoutColour(drawGrid({ heads: names(9), rows, columns: 80 }))).to.equal(drawGrid({ heads: names(9), rows: [{ name: 'web', entries: names(9).map(() => 'X') }], columns: 80 }));
  });

  it('is never wider than it may be, but for a key', () => {
    const text = string({ minLength: 1, maxLength: 30, unit: constantFrom('a', 'b', '-', ':', '9') });
    assert(
      property(array(text, { minLength: 1, maxLength: 40 }), array(text, { minLength: 1, maxLength: 4 }), integer({ min: 40, max: 120 }), (heads, sources, columns) => {
        const rows = sources.map((name, row) => ({ name, entries: heads.map((_, at) => ((at + row) % 4 === 0 ? ' LEAK ' : 'X')) }));
        const drawn = drawGrid({ heads, rows, columns }).split('\n');
        return drawn.every((line) => !/^[┌│├└]/.test(line) || line.length <= columns);
      }),
      { numRuns: 60 },
    );
  });
});
