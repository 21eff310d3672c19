import { readFileSync, writeFileSync } from 'node:fs';
import { describeError, NetproofError } from '../errors.ts';

/** @param file a path, or `-` for standard input */
export const readText = (file: string): string => {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot read "${file}": ${describeError(error)}`, { cause: error });
  }
};

export const writeText = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot write "${file}": ${describeError(error)}`, { cause: error });
  }
};
