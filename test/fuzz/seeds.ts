import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The files of the repository that match. */
export const filesLike = (...patterns: readonly string[]): Buffer[] => {
  const files = globSync([...patterns], { cwd: root }).toSorted();
  if (files.length === 0) throw new Error(`no file is like ${patterns.join(', ')}`);
  return files.map((file) => readFileSync(join(root, file)));
};
