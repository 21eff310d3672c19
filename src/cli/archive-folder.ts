/** Reports in a folder, such as a volume of a CronJob: one file each. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, NetproofError } from '../errors.ts';
import { inOrderOfGoing, isKey } from '../history/archive.ts';
import type { Archive } from '../history/archive.ts';

/** @param most how many are kept, at least one */
export const folderArchive = (folder: string, most: number): Archive => {
  const trying = <T>(what: string, work: () => T): Promise<T> => {
    try {
      return Promise.resolve(work());
    } catch (error) {
      return Promise.reject(new NetproofError('ERR_USAGE', `Cannot ${what} the history in "${folder}": ${describeError(error)}`, { cause: error }));
    }
  };
  const keys = (): string[] => readdirSync(folder).filter(isKey).toSorted();
  return {
    read: () => trying('read', () => keys().map((key) => ({ key, text: readFileSync(join(folder, key), 'utf8') }))),
    add: ({ key, text }) =>
      trying('write', () => {
        put(join(folder, key), text);
        // Another run may drop the same ones.
        const going = inOrderOfGoing(keys().map((name) => ({ key: name })), { key });
        for (const gone of going.slice(0, -most)) rmSync(join(folder, gone.key), { force: true });
      }),
  };
};

/** Written beside it and moved there: a run that is killed leaves no half of a report, and who reads at the same time finds it whole. */
const put = (path: string, text: string): void => {
  const draft = `${path}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
};
