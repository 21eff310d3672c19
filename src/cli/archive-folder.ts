/** Reports in a folder, such as a volume of a CronJob: one file each. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, NetproofError } from '../errors.ts';
import { inOrderOfGoing, isKey } from '../history/archive.ts';
import type { Archive } from '../history/archive.ts';
import { replaceText } from './replace.ts';

/** @param most how many are kept, at least one */
export const folderArchive = (folder: string, most: number): Archive => {
  const trying = <T>(what: string, work: () => T): Promise<T> => {
    try {
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(error instanceof NetproofError ? error : new NetproofError('ERR_USAGE', `Cannot ${what} the history in "${folder}": ${describeError(error)}`, { cause: error }));
    }
  };
  const keys = (): string[] => readdirSync(folder).filter(isKey).toSorted();
  return {
    read: () => trying('read', () => keys().map((key) => ({ key, text: readFileSync(join(folder, key), 'utf8') }))),
    add: ({ key, text }) =>
      trying('write', () => {
        replaceText(join(folder, key), text);
        // Another run may drop the same ones.
        const going = inOrderOfGoing(keys().map((name) => ({ key: name })), { key });
        for (const gone of going.slice(0, -most)) rmSync(join(folder, gone.key), { force: true });
      }),
  };
};
