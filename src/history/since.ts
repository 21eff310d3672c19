/** A run held against those before it. */
import { failingKinds } from '../compare/failing.ts';
import { isFailing, unjudgedCode } from '../compare/outcome.ts';
import type { ExitCode, RunReport } from '../model/report.ts';
import { canaryBeyond } from './canary.ts';
import { historyOf } from './history.ts';
import type { History } from './history.ts';

/** Reports of other matrices say nothing of this one. */
export const ofSameMatrix = (earlier: readonly RunReport[], { matrix }: Pick<RunReport, 'matrix'>): RunReport[] => earlier.filter((one) => one.matrix === matrix);

/**
 * @param earlier the oldest first
 * @param against which of them the run is held
 * @returns undefined where none is of this matrix
 */
export const historySince = (earlier: readonly RunReport[], report: RunReport, against: 'oldest' | 'newest'): History | undefined => {
  const same = ofSameMatrix(earlier, report);
  return same.length === 0 ? undefined : historyOf([...same, report], against === 'oldest' ? 0 : same.length - 1);
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
