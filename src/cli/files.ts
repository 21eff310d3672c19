import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describeError, NetproofError } from '../errors.ts';

/** @param file a path, or `-` for standard input */
export const readText = (file: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot read "${file}": ${describeError(error)}`, { cause: error });
  }
};

/** @throws NetproofError ERR_USAGE where there is a file already: somebody may have worked on it */
export const createText = (file: string, text: string): void => {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new NetproofError('ERR_USAGE', isThere ? `Cannot write "${file}": it is there already, and is not overwritten` : `Cannot write "${file}": ${describeError(error)}`, { cause: error });
  }
};

/** Whether both are one regular file, by whichever paths. What cannot be looked at is none: whoever opens it tells why. */
export const isSameFile = (one: string, other: string): boolean => {
  try {
    const [a, b] = [statSync(one), statSync(other)];
    return a.isFile() && a.dev === b.dev && a.ino === b.ino;
  } catch {
    return false;
  }
};
