import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { toAscii, twins } from '../../../src/report/ascii.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { renderTable } from '../../../src/report/table.ts';
import { mixed } from './reports.ts';

const source = join(import.meta.dirname, '../../../src');
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
// oxlint-disable-next-line eslint/no-control-regex -- all that is not ASCII
const beyond = /[^\u0000-\u007f]/gu;
/** Markdown is not for terminals. */
const forPages = (file: string): boolean => file.endsWith('formats/markdown.ts') || file.startsWith('report/html/');

describe('toAscii()', () => {
  it('knows a twin of every character that we write or draw with', () => {
    const used = globSync('**/*.ts', { cwd: source }).filter((file) => !forPages(file)).flatMap((file) => withoutComments(readFileSync(join(source, file), 'utf8')).match(beyond) ?? []);
    const drawn = renderTable(mixed(), { paint: createPaint(false) }).match(beyond) ?? [];
    expect(drawn).to.include('┼').and.include('│');
    expect([...new Set([...used, ...drawn])].filter((character) => !Object.hasOwn(twins, character))).to.deep.equal([]);
  });

  it('has twins of ASCII alone', () => {
    expect(Object.values(twins).join('')).not.to.match(beyond);
    expect(toAscii(Object.keys(twins).join(''))).not.to.match(beyond);
  });

  it('keeps tables in shape: of what they are drawn with, a twin is as wide', () => {
    for (const [character, twin] of Object.entries(twins)) if (character >= '─' && character <= '░') expect(twin, character).to.have.length(1);
  });

  it('leaves names as people gave them', () => {
    expect(toAscii('skipped: Müller’s Dienst… │')).to.equal("skipped: Müller's Dienst... |");
  });
});
