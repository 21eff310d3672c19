/** A file that says that the reports are there: whoever waits for them in another container sees files, and no process. */
import { renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeError, NetproofError } from '../errors.ts';
import { writeText } from './files.ts';
import type { Outputs } from './outputs.ts';

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

/** Written beside it and moved there: who finds it at all finds it whole. */
const draftOf = ({ path }: DoneFile): string => `${path}.part`;

/**
 * One of an earlier run would say too early that all is there.
 * @throws NetproofError ERR_USAGE where it could not be written in the end
 */
export const openDoneFile = (done: DoneFile): void => {
  writeText(draftOf(done), '');
  moved(done, () => rmSync(done.path, { force: true }));
};

/** @throws NetproofError ERR_USAGE */
export const writeDoneFile = (done: DoneFile): void => {
  writeText(draftOf(done), done.names);
  moved(done, () => renameSync(draftOf(done), done.path));
};

const moved = ({ path }: DoneFile, move: () => void): void => {
  try {
    move();
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot write "${path}": ${describeError(error)}`, { cause: error });
  }
};
