/** A run held against those before it. */
import { failingKinds } from '../compare/failing.ts';
import { isFailing, unjudgedCode } from '../compare/outcome.ts';
import type { ExitCode, RunReport } from '../model/report.ts';
import { canaryBeyond } from './canary.ts';
import { historyOf } from './history.ts';
import type { History } from './history.ts';
import { isAfter } from './order.ts';

/** Reports of other matrices say nothing of this one. */
export const ofSameMatrix = (earlier: readonly RunReport[], { matrix }: Pick<RunReport, 'matrix'>): RunReport[] => earlier.filter((one) => one.matrix === matrix);

/** Of them, those that came before it: a report of a clock that was ahead is of no use until then. */
export const cameBefore = (earlier: readonly RunReport[], report: RunReport): RunReport[] => ofSameMatrix(earlier, report).filter((one) => !isAfter(one, report));

/**
 * @param earlier the oldest first
 * @param against which of them the run is held
 * @returns undefined where none of this matrix came before
 */
export const historySince = (earlier: readonly RunReport[], report: RunReport, against: 'oldest' | 'newest'): History | undefined => {
  const before = cameBefore(earlier, report);
  return before.length === 0 ? undefined : historyOf([...before, report], against === 'oldest' ? 0 : before.length - 1);
};

/**
 * A run fails for what is new alone. What could not be judged is excused by nothing: only a 1 may become less.
 *
 * @param first the report before, or the oldest of them
 */
export const exitCodeSince = (report: RunReport, first: RunReport, { findings }: History): ExitCode => {
  if (report.exitCode !== 1) return report.exitCode;
  const { cells, counts, brokeOff } = report;
  const failing = failingKinds(report);
  const isNew = findings.some(({ kind, change, found }) => failing.has(kind) && found.at(-1) === true && change !== 'unchanged');
  const canary = canaryBeyond(first, report);
  if (isNew || (canary !== undefined && isFailing(canary, report))) return 1;
  if (canary !== undefined && canary.diagnosis.enforces === undefined) return 3;
  return unjudgedCode(cells, counts, { ...report, brokeOff: brokeOff !== undefined });
};
