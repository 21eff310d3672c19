/** What `run` and `canary` share: packets fly, a report is printed, the exit code is set. */
import { connect } from '../cluster/connection.ts';
import { compare } from '../compare/compare.ts';
import type { CompareOptions } from '../compare/compare.ts';
import type { Recording } from '../model/recording.ts';
import type { ExitCode, RunReport } from '../model/report.ts';
import type { RunContext, RunRequest } from '../run/context.ts';
import { runMatrix } from '../run/coordinator.ts';
import { steadyNow } from './clock.ts';
import { writeText } from './files.ts';
import { listenForInterrupt } from './interrupt.ts';
import type { Severity } from '../report/severity.ts';
import { connectOptions } from './options.ts';
import type { ClusterArguments } from './options.ts';
import { createOutput } from './output.ts';
import type { Output, OutputArguments } from './output.ts';
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

/** What a person asks; which pods do it is asked of the cluster, too. */
export type Asked = Omit<RunRequest, 'pods' | 'nodeSelector'>;

/** One run to its end. */
export interface Probed {
  readonly recording: Recording;
  readonly report: RunReport;
  /** What has changed since runs before, in words. */
  readonly told: string;
  readonly exitCode: ExitCode;
}

export interface Probing extends Pick<RunContext, 'api' | 'signal' | 'onProgress'> {
  readonly output: Output;
}

/**
 * Checks what can be checked before there is a cluster.
 *
 * @returns what runs it, as often as one likes; throws NetproofError if nothing could be probed
 * @throws NetproofError ERR_USAGE
 */
export const prepareProbing = (args: PodArguments & SinceArguments & { readonly publish: readonly Publication[] }, judged: CompareOptions): ((asked: Asked, probing: Probing) => Promise<Probed>) => {
  const settingsOf = podSettings(args);
  const { nodeSelector } = nodeWishes(args);
  return async (asked, { api, signal, onProgress, output }) => {
    const since = await openSince(args, api, output);
    const request = { ...asked, pods: await settingsOf(api), nodeSelector };
    const recording = await runMatrix({ api, request, log: output.log, now: steadyNow, signal, onProgress });
    const report = compare(recording, judged);
    const concluded = await since.conclude(report);
    await publish(api, args.publish, report, output);
    return { recording, report, ...concluded };
  };
};

/** @throws NetproofError if nothing could be probed */
export const probe = async (args: ProbingArguments, asked: Asked, judged: CompareOptions): Promise<void> => {
  const output = createOutput(args);
  const outputs = parseOutputs(args.output);
  openOutputs(outputs);
  const run = prepareProbing(args, judged);
  // Better now than after the packets: a verdict must not be lost to a folder that does not exist.
  if (args.record !== undefined) writeText(args.record, '');
  const api = connect(connectOptions(args));
  const interrupt = listenForInterrupt(output.note);
  const watching = watch(output, { describe: describeProgress, plainly: createProgress });
  try {
    const { recording, report, told, exitCode } = await run(asked, { api, output, signal: interrupt.signal, onProgress: watching.onProgress });
    watching.end();
    writeReport(outputs, report, output, args.minSeverity);
    if (isForPeople(outputs.shown)) output.result(told);
    process.exitCode = exitCode;
    if (args.record !== undefined) writeText(args.record, JSON.stringify(recording));
  } finally {
    watching.end();
    interrupt.dispose();
  }
};
