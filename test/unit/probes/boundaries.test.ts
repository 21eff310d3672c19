import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect } from 'chai';

const folder = join(import.meta.dirname, '../../../probes');
const allowed = new Set([...builtinModules.map((name) => `node:${name}`), 'undici', 'dns-packet']);

describe('probes/', () => {
  for (const file of globSync('**/*.ts', { cwd: folder })) {
    it(`${file} imports its own folder, Node, undici and dns-packet only`, () => {
      const text = readFileSync(join(folder, file), 'utf8');
      for (const [, imported = ''] of text.matchAll(/(?:\bfrom |\bimport |\bimport\()'([^'\n]+)'/g)) {
        const own = imported.startsWith('.') && join('/probes', file, '..', imported).startsWith('/probes/');
        expect(own || allowed.has(imported), imported).to.equal(true);
      }
    });
  }

  it('loads undici from the HTTP prober alone, and that lazily', () => {
    const importing = globSync('**/*.ts', { cwd: folder }).filter((file) => /'undici'|\b(?:from|import) '.*\/http\.ts'/.test(readFileSync(join(folder, file), 'utf8')));
    expect(importing.sort()).to.deep.equal(['http.ts', 'speak/speeches.ts']);
  });
});
