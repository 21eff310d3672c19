/** What `run` and `canary` share: packets fly, a report is printed, the exit code is set. */
import { connect } from '../cluster/connection.ts';
import { compare } from '../compare/compare.ts';
import type { CompareOptions } from '../compare/compare.ts';
import type { RunRequest } from '../run/context.ts';
import { runMatrix } from '../run/coordinator.ts';
import { steadyNow } from './clock.ts';
import { writeText } from './files.ts';
import { listenForInterrupt } from './interrupt.ts';
import type { Severity } from '../report/severity.ts';
import { connectOptions } from './options.ts';
import type { ClusterArguments } from './options.ts';
import { createOutput } from './output.ts';
import type { OutputArguments } from './output.ts';
import { isForPeople, openOutputs, parseOutputs, writeReport } from './outputs.ts';
import { nodeWishes, podSettings } from './pod-settings.ts';
import type { PodArguments } from './pod-settings.ts';
import { createProgress, describeProgress } from './progress.ts';
import { publish } from './publishing.ts';
import type { Publication } from './publishing-names.ts';
import { openSince } from './since.ts';
import type { SinceArguments } from './since.ts';
import { watch } from './watching.ts';

export interface ProbingArguments extends OutputArguments, PodArguments, ClusterArguments, SinceArguments {
  readonly output: readonly string[];
  readonly record: string | undefined;
  readonly publish: readonly Publication[];
  /** Where there may be findings. */
  readonly minSeverity?: Severity;
}

/** @throws NetproofError if nothing could be probed */
export const probe = async (args: ProbingArguments, asked: Omit<RunRequest, 'pods' | 'nodeSelector'>, judged: CompareOptions): Promise<void> => {
  const output = createOutput(args);
  const outputs = parseOutputs(args.output);
  openOutputs(outputs);
  const settingsOf = podSettings(args);
  const { nodeSelector } = nodeWishes(args);
  // Better now than after the packets: a verdict must not be lost to a folder that does not exist.
  if (args.record !== undefined) writeText(args.record, '');
  const api = connect(connectOptions(args));
  const interrupt = listenForInterrupt(output.note);
  const watching = watch(output, { describe: describeProgress, plainly: createProgress });
  try {
    const since = await openSince(args, api, output);
    const request = { ...asked, pods: await settingsOf(api), nodeSelector };
    const recording = await runMatrix({ api, request, log: output.log, now: steadyNow, signal: interrupt.signal, onProgress: watching.onProgress });
    watching.end();
    const report = compare(recording, judged);
    writeReport(outputs, report, output, args.minSeverity);
    const { told, exitCode } = await since.conclude(report);
    if (isForPeople(outputs.shown)) output.result(told);
    process.exitCode = exitCode;
    await publish(api, args.publish, report, output);
    if (args.record !== undefined) writeText(args.record, JSON.stringify(recording));
  } finally {
    watching.end();
    interrupt.dispose();
  }
};
