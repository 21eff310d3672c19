/** One run to its end: packets, the verdict, what has changed, and what is published of it. */
import { compare } from '../compare/compare.ts';
import type { CompareOptions } from '../compare/compare.ts';
import type { Recording } from '../model/recording.ts';
import type { ExitCode, RunReport } from '../model/report.ts';
import type { RunContext, RunRequest } from '../run/context.ts';
import { runMatrix } from '../run/coordinator.ts';
import { startClock } from './clock.ts';
import type { Output } from './output.ts';
import { podSettings } from './pod-settings.ts';
import type { PodArguments } from './pod-settings.ts';
import { publish } from './publishing.ts';
import type { Publication } from './publishing-names.ts';
import { openSince } from './since.ts';
import type { SinceArguments } from './since.ts';

/** What a person asks; which pods do it is asked of the cluster, too. */
export type Asked = Omit<RunRequest, 'pods'>;

export interface Probed {
  readonly recording: Recording;
  readonly report: RunReport;
  /** Holds it against runs before, keeps and publishes it. Never throws. */
  readonly conclude: () => Promise<Concluded>;
}

export interface Concluded {
  /** What has changed since runs before, in words. */
  readonly told: string;
  readonly exitCode: ExitCode;
}

export interface Probing extends Pick<RunContext, 'api' | 'signal' | 'onProgress'> {
  readonly output: Output;
}

export interface ProbeOnceArguments extends PodArguments, SinceArguments {
  readonly publish: readonly Publication[];
}

/**
 * Checks what can be checked before there is a cluster.
 *
 * @returns what runs it, as often as one likes, and throws NetproofError if nothing could be probed
 * @throws NetproofError ERR_USAGE
 */
export const prepareProbing = (args: ProbeOnceArguments, judged: CompareOptions): ((asked: Asked, probing: Probing) => Promise<Probed>) => {
  const settingsOf = podSettings(args);
  return async (asked, { api, signal, onProgress, output }) => {
    const since = await openSince(args, api, output);
    const request = { ...asked, pods: await settingsOf(api) };
    // Dates and windows of a run are of one clock: probes' clocks are held against it.
    const recording = await runMatrix({ api, request, log: output.log, now: startClock(), signal, onProgress });
    const report = compare(recording, judged);
    const conclude = async (): Promise<Concluded> => {
      const concluded = await since.conclude(report);
      await publish(api, args.publish, report, output);
      return concluded;
    };
    return { recording, report, conclude };
  };
};
