/** Where manifests are: files, folders of them, standard input. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, NetproofError } from '../errors.ts';
import type { ManifestText } from '../manifests/world.ts';
import { readText } from './files.ts';

/** @param names paths, or `-` */
export const readManifestTexts = (names: readonly string[]): ManifestText[] => names.flatMap(filesAt).map((file) => ({ file, text: readText(file) }));

const filesAt = (name: string): string[] => (name !== '-' && statSync(name, { throwIfNoEntry: false })?.isDirectory() ? filesBelow(name) : [name]);

/**
 * In order of name. Hidden files and folders are left out: `.git`, and what the kubelet puts beside the files of a
 * mounted ConfigMap. So are links to folders, since they may lead in circles.
 */
const filesBelow = (folder: string): string[] =>
  entriesOf(folder)
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(?:ya?ml|json)$/.test(entry.name) ? [path] : [];
    });

const entriesOf = (folder: string) => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot read "${folder}": ${describeError(error)}`, { cause: error });
  }
};
