/** From the first look at the report files to the last word in them: whatever happens in between, who waits for them is told. */
import { describeError } from '../errors.ts';
import { doneFileOf, openDoneFile, writeDoneFile } from './done-file.ts';
import { openOutputs, parseOutputs, writeFailure } from './outputs.ts';
import type { Outputs } from './outputs.ts';

export interface ReportingArguments {
  readonly output: readonly string[];
  readonly doneFile: string | undefined;
}

/** @throws NetproofError ERR_USAGE, and what `act` throws */
export const reporting = async (args: ReportingArguments, act: (outputs: Outputs) => Promise<void>): Promise<void> => {
  const startedAt = new Date().toISOString();
  const outputs = parseOutputs(args.output);
  const done = doneFileOf(args.doneFile, outputs);
  openOutputs(outputs);
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
