/** Earlier runs, as a person names them: reports in files, or a place that keeps those of a schedule. */
import { configMapArchive } from '../cluster/archive.ts';
import type { Connection } from '../cluster/connection.ts';
import { describeError, NetproofError } from '../errors.ts';
import { keyFor } from '../history/archive.ts';
import type { Archive } from '../history/archive.ts';
import { isAfter } from '../history/order.ts';
import { cameBefore, exitCodeSince, historySince, ofSameMatrix } from '../history/since.ts';
import type { ExitCode, RunReport } from '../model/report.ts';
import { historyRenderers } from '../report/history.ts';
import { renderJson } from '../report/json.ts';
import { plain } from '../report/paint.ts';
import { folderArchive } from './archive-folder.ts';
import { baselinesIn, keptIn } from './earlier.ts';
import type { Output } from './output.ts';

export interface SinceArguments {
  readonly baseline: readonly string[] | undefined;
  readonly history: string | undefined;
  readonly keep: number;
}

export interface Since {
  /** What is told of a run beside its report, and what it exits with. Never throws: a verdict must not be lost to what came before it. */
  readonly conclude: (report: RunReport) => Promise<{ readonly told: string; readonly exitCode: ExitCode }>;
}

const mostKept = 100;

/**
 * @param api asked where a ConfigMap is named
 * @throws NetproofError where earlier reports cannot be read: better now than after the packets
 */
export const openSince = async ({ baseline = [], history, keep }: SinceArguments, api: Connection, output: Pick<Output, 'note' | 'log' | 'paint'>): Promise<Since> => {
  if (baseline.length > 0 && history !== undefined) throw new NetproofError('ERR_USAGE', '--baseline and --history do not go together: the one decides what fails, the other only tells');
  if (!Number.isInteger(keep) || keep < 1 || keep > mostKept) throw new NetproofError('ERR_USAGE', `--keep must be a whole number from 1 to ${mostKept}, and is ${keep}`);
  const archive = history === undefined ? undefined : archiveAt(history, api, keep);
  const earlier = archive === undefined ? baselinesIn(baseline) : await keptIn(archive, output);
  return {
    conclude: async (report) => {
      const [first] = cameBefore(earlier, report);
      for (const { run, startedAt } of ofSameMatrix(earlier, report).filter((one) => isAfter(one, report))) output.note(`left out of the comparison: run "${plain(run)}" is dated ${startedAt}, after this one (${report.startedAt}): a clock was wrong`);
      // Whoever names a baseline means all that has happened since; a schedule tells of last night.
      const change = historySince(earlier, report, archive === undefined ? 'oldest' : 'newest');
      if (baseline.length > 0 && change === undefined) output.note(`nothing is known of matrix "${plain(report.matrix)}" from before: all that was found counts`);
      // A run that saw half of it would make the next believe that the other half is mended.
      if (archive !== undefined && report.brokeOff === undefined) await archive.add({ key: keyFor(report), text: renderJson(report) }).catch((error: unknown) => output.log.error({ reason: describeError(error) }, 'the report is not kept'));
      return {
        told: change === undefined ? '' : `\n${historyRenderers.table(change, output)}`,
        exitCode: change === undefined || first === undefined || archive !== undefined ? report.exitCode : exitCodeSince(report, first, change),
      };
    },
  };
};

/** @throws NetproofError ERR_USAGE */
const archiveAt = (place: string, api: Connection, keep: number): Archive => {
  if (!place.startsWith('configmap/')) return folderArchive(place, keep);
  const [, namespace, name, ...more] = place.split('/');
  if (!namespace || !name || more.length > 0) throw new NetproofError('ERR_USAGE', `Cannot read --history "${place}": a folder, or configmap/NAMESPACE/NAME`);
  return configMapArchive(api, { namespace, name }, keep);
};
