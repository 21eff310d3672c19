/** What `run` and `canary` share: packets fly, a report is printed, the exit code is set. */
import type { CompareOptions } from '../compare/compare.ts';
import { plainBeyondAscii } from '../report/paint.ts';
import type { Severity } from '../report/severity.ts';
import { connectTo } from './cluster.ts';
import { listenForInterrupt } from './interrupt.ts';
import type { ClusterArguments } from './options.ts';
import { createOutput } from './output.ts';
import type { OutputArguments } from './output.ts';
import { isForPeople, writeReport } from './outputs.ts';
import type { OpenOutputs } from './outputs.ts';
import { prepareProbing } from './probe-once.ts';
import type { Asked, ProbeOnceArguments } from './probe-once.ts';
import { createProgress, describeProgress, tellRequests } from './progress.ts';
import { checkReplaceable, replaceText } from './replace.ts';
import { reporting } from './reporting.ts';
import type { ReportingArguments } from './reporting.ts';
import { watch } from './watching.ts';

export interface ProbingArguments extends OutputArguments, ClusterArguments, ProbeOnceArguments, ReportingArguments {
  /** Where there may be findings. */
  readonly minSeverity?: Severity;
}

/**
 * @param ask may throw: a matrix that cannot be read is told in the reports, too
 * @throws NetproofError if nothing could be probed
 */
export const probe = (args: ProbingArguments, ask: () => Asked, judged: () => CompareOptions): Promise<void> => reporting(args, async (outputs) => probeInto(outputs, args, ask(), judged()));

const probeInto = async (outputs: OpenOutputs, args: ProbingArguments, asked: Asked, judged: CompareOptions): Promise<void> => {
  const output = createOutput(args);
  const run = prepareProbing(args, judged);
  // Better now than after the packets: a verdict must not be lost to a folder that does not exist.
  if (args.record !== undefined) checkReplaceable(args.record);
  const interrupt = listenForInterrupt(output.note);
  const watching = watch(output, { describe: describeProgress, plainly: createProgress });
  try {
    const api = connectTo(args, output.log, interrupt.signal);
    const { recording, report, conclude } = await run(asked, { api, output, signal: interrupt.signal, onProgress: watching.onProgress }).catch(interrupt.rethrow);
    watching.end();
    output.note(tellRequests(report, args.clientQps));
    writeReport(outputs, report, output, args.minSeverity);
    process.exitCode = report.exitCode;
    if (args.record !== undefined) replaceText(args.record, plainBeyondAscii(JSON.stringify(recording)));
    const { told, exitCode } = await conclude();
    if (isForPeople(outputs.shown)) output.draw(told);
    process.exitCode = exitCode;
  } finally {
    watching.end();
    interrupt.dispose();
  }
};
