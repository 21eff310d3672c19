import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';

const root = join(import.meta.dirname, '../../..');
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier,
  );
const files = globSync('test/enforcer/**/*.ts', { cwd: root }).toSorted();
const found = (concerned: (file: string) => boolean, forbids: (imported: string) => boolean): string[] =>
  files.filter(concerned).flatMap((file) => importsOf(file).filter(forbids).map((imported) => `${file} imports ${imported}`));
const isIn = (file: string, ...folders: string[]): boolean => folders.some((folder) => file.startsWith(`test/enforcer/${folder}/`));

describe('boundaries of the enforcer', () => {
  it('reads its files', () => expect(files).to.include('test/enforcer/main.ts'));

  // What checks an engine for policies must not be made of it.
  it('shares no code with netproof, nor with the cluster that starts it', () => {
    expect(found(() => true, (imported) => /^(?:\.\.|src|probes|scripts)\//.test(imported) || (imported.startsWith('test/') && !imported.startsWith('test/enforcer/')))).to.deep.equal([]);
  });

  it('is right without knowing of faults', () => {
    expect(found((file) => isIn(file, 'view', 'rules', 'semantics', 'ruleset'), (imported) => isIn(imported, 'faults', 'agent', 'control'))).to.deep.equal([]);
  });

  it('does nothing but think outside of agent/ and control/', () => {
    expect(found((file) => isIn(file, 'view', 'rules', 'semantics', 'ruleset', 'faults'), (imported) => imported.startsWith('node:') && imported !== 'node:crypto')).to.deep.equal([]);
  });

  it('has faults that know the semantics from the outside alone', () => {
    expect(found((file) => isIn(file, 'faults/models'), (imported) => isIn(imported, 'ruleset', 'agent'))).to.deep.equal([]);
  });
});
