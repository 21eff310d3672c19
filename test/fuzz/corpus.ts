/** Inputs that once did harm, kept in the repository and tried first. */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folderOf = (target: string): string => join(import.meta.dirname, 'corpus', target.replaceAll(' ', '-'));

export const corpusOf = (target: string): { readonly file: string; readonly input: Buffer }[] =>
  globSync('*', { cwd: folderOf(target) })
    .toSorted()
    .map((file) => ({ file, input: readFileSync(join(folderOf(target), file)) }));

/** @returns the path of the file */
export const keep = (target: string, input: Buffer): string => {
  mkdirSync(folderOf(target), { recursive: true });
  const file = join(folderOf(target), createHash('sha256').update(input).digest('hex').slice(0, 12));
  writeFileSync(file, input);
  return file;
};
