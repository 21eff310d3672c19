/** From the first look at the report files to the last word in them: whatever happens in between, who waits for them is told. */
import { describeError, NetproofError } from '../errors.ts';
import { doneFileOf, openDoneFile, writeDoneFile } from './done-file.ts';
import { isSameFile } from './files.ts';
import { openOutputs, parseOutputs, writeFailure } from './outputs.ts';
import type { OpenOutputs, Outputs } from './outputs.ts';

export interface ReportingArguments {
  readonly output: readonly string[];
  readonly doneFile: string | undefined;
  readonly record: string | undefined;
  /** Of the matrix, where there is one. */
  readonly filename?: string | undefined;
}

/** @throws NetproofError ERR_USAGE, and what `act` throws */
export const reporting = async (args: ReportingArguments, act: (outputs: OpenOutputs) => Promise<void>): Promise<void> => {
  const startedAt = new Date().toISOString();
  const wanted = parseOutputs(args.output);
  const done = doneFileOf(args.doneFile, wanted);
  spareMatrix(args, wanted);
  const outputs = openOutputs(wanted);
  if (done !== undefined) openDoneFile(done);
  try {
    await act(outputs);
  } catch (error) {
    writeFailure(outputs, describeError(error), startedAt);
    throw error;
  } finally {
    if (done !== undefined) writeDoneFile(done);
  }
};

/** @throws NetproofError ERR_USAGE where it would be lost to what is written */
const spareMatrix = ({ filename, record, doneFile }: ReportingArguments, { files }: Outputs): void => {
  if (filename === undefined || filename === '-') return;
  const lost = [...files.map(({ path }) => path), record, doneFile].find((path) => path !== undefined && isSameFile(path, filename));
  if (lost !== undefined) throw new NetproofError('ERR_USAGE', `Cannot write "${lost}": it is the matrix`);
};
