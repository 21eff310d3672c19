import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConformanceCase } from '../conformance/case/case.ts';
import { readCase } from '../conformance/case/read.ts';
import { NetproofError } from '../errors.ts';
import { formatMistake } from '../yaml/document.ts';

/** Beside the bundle in the image, and in the source tree. */
const folders = [join(import.meta.dirname, 'cases'), join(import.meta.dirname, '../conformance/cases')];

/**
 * All cases there are, by their ids.
 *
 * @throws NetproofError ERR_USAGE with every mistake in them
 */
export const readCases = (): ConformanceCase[] => {
  const read = filesIn().map(({ folder, file }) => ({ file, ...readCase(readFileSync(join(folder, file), 'utf8'), file.replace(/\.yaml$/, ''), file) }));
  const mistakes = read.flatMap((one) => ('mistakes' in one ? one.mistakes.map((mistake) => formatMistake(one.file, mistake)) : []));
  if (mistakes.length > 0) throw new NetproofError('ERR_USAGE', mistakes.join('\n'));
  return read.flatMap((one) => ('value' in one ? [one.value] : [])).toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const filesIn = (): { readonly folder: string; readonly file: string }[] => {
  for (const folder of folders) {
    const files = list(folder).filter((file) => file.endsWith('.yaml'));
    if (files.length > 0) return files.map((file) => ({ folder, file }));
  }
  throw new NetproofError('ERR_USAGE', 'Cannot find the cases of the battery: they belong beside the program');
};

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
};
