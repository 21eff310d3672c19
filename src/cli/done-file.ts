/** A file that says that the reports are there: whoever waits for them in another container sees files, and no process. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeError, NetproofError } from '../errors.ts';
import type { Outputs } from './outputs.ts';
import { checkReplaceable, replaceText } from './replace.ts';

export interface DoneFile {
  readonly path: string;
  /** Its content: the absolute path of a report. */
  readonly names: string;
}

/** @throws NetproofError ERR_USAGE where there is no report that it could name */
export const doneFileOf = (path: string | undefined, { files: [first] }: Outputs): DoneFile | undefined => {
  if (path === undefined) return undefined;
  if (first === undefined) throw new NetproofError('ERR_USAGE', `Cannot write --done-file "${path}": it names the first report file, and there is none; give -o FORMAT=FILE`);
  return { path, names: resolve(first.path) };
};

/**
 * One of an earlier run would say too early that all is there.
 * @throws NetproofError ERR_USAGE where it could not be written in the end
 */
export const openDoneFile = ({ path }: DoneFile): void => {
  checkReplaceable(path);
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot write "${path}": ${describeError(error)}`, { cause: error });
  }
};

/** Whole at once: who finds it reads it at once. @throws NetproofError ERR_USAGE */
export const writeDoneFile = ({ path, names }: DoneFile): void => replaceText(path, names);
