/** A run held against those before it. */
import { failingKinds } from '../compare/failing.ts';
import type { FailOptions } from '../compare/failing.ts';
import { isFailing } from '../compare/outcome.ts';
import type { ExitCode, RunReport } from '../model/report.ts';
import { historyOf } from './history.ts';
import type { History } from './history.ts';

/** @param earlier the oldest first; reports of other matrices say nothing of this one. @returns undefined where none is left */
export const historySince = (earlier: readonly RunReport[], report: RunReport): History | undefined => {
  const same = earlier.filter(({ matrix }) => matrix === report.matrix);
  return same.length === 0 ? undefined : historyOf([...same, report]);
};

/**
 * A run fails for what is new alone. What could not be judged is excused by nothing: only a 1 may become less.
 *
 * @param first the report before, or the oldest of them
 */
export const exitCodeSince = (report: RunReport, first: RunReport, { findings }: History): ExitCode => {
  if (report.exitCode !== 1) return report.exitCode;
  const { counts, brokeOff } = report;
  const options: FailOptions = report;
  const failing = failingKinds(options);
  const isNew = findings.some(({ kind, change, found }) => failing.has(kind) && found.at(-1) === true && change !== 'unchanged');
  if (isNew || (leaks(report) && !leaks(first))) return 1;
  return brokeOff !== undefined || (counts.inconclusive > 0 && options.allowInconclusive !== true) ? 3 : 0;
};

const leaks = (report: RunReport): boolean => report.canary !== undefined && isFailing(report.canary, report);
