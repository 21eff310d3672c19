/** Files that are replaced as a whole: whoever reads one finds the old text or the new, and never a part of it. */
import { accessSync, chmodSync, closeSync, constants, lstatSync, openSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describeError, NetproofError } from '../errors.ts';

/**
 * Tells whether {@link replaceText} can write, and leaves what is there.
 * @throws NetproofError ERR_USAGE
 */
export const checkReplaceable = (path: string): void =>
  telling(path, () => {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there !== undefined) checkWritable(path, there);
    const file = replaceable(path, there);
    if (file === undefined) return;
    const tryDraft = (): void => {
      writeFileSync(draftOf(file), '');
      rmSync(draftOf(file));
    };
    orInPlace(there, tryDraft, () => undefined);
  });

/** @throws NetproofError ERR_USAGE */
export const replaceText = (path: string, text: string): void =>
  telling(path, () => {
    const there = statSync(path, { throwIfNoEntry: false });
    const file = replaceable(path, there);
    const inPlace = (): void => writeFileSync(path, text);
    if (file === undefined) inPlace();
    else orInPlace(there, () => replace(file, text, there), inPlace);
  });

const replace = (file: string, text: string, there: Stats | undefined): void => {
  const draft = draftOf(file);
  try {
    // The old rights from the first byte on: who may not read the old text must not read the new one meanwhile.
    writeFileSync(draft, text, there && { mode: there.mode });
    if (there !== undefined) chmodSync(draft, there.mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};

const draftOf = (file: string): string => `${file}.part`;

/** A pipe is not opened for a look: its reader would take it for the end. */
const checkWritable = (path: string, there: Stats): void => {
  if (there.isFIFO()) accessSync(path, constants.W_OK);
  else closeSync(openSync(path, constants.O_WRONLY));
};

/** What the kernel makes up for files that are open already: another in its place would reach nobody. */
const madeUp = /^\/(?:dev(?!\/shm\/)|proc)\//;

/** @returns the file that a rename may replace, past symbolic links; undefined for what must be written in place */
const replaceable = (path: string, there: Stats | undefined): string | undefined => {
  if (there !== undefined && !there.isFile()) return undefined;
  const folder = realpathSync(dirname(path));
  const file = join(folder, basename(path));
  if (madeUp.test(file)) return undefined;
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true ? replaceable(resolve(folder, readlinkSync(file)), there) : file;
};

/** A folder may take no new file, and a file that is mounted no other in its place. */
const refusals: readonly (string | undefined)[] = ['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV'];

const orInPlace = (there: Stats | undefined, act: () => void, inPlace: () => void): void => {
  try {
    act();
  } catch (error) {
    if (there === undefined || !refusals.includes((error as NodeJS.ErrnoException).code)) throw error;
    inPlace();
  }
};

const telling = (path: string, act: () => void): void => {
  try {
    act();
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot write "${path}": ${describeError(error)}`, { cause: error });
  }
};
