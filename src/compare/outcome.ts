/** All cells together: the counts and the exit code. */
import { leaks } from './canary/diagnose.ts';
import { expectedOf } from '../model/plan.ts';
import { exposes } from './canary/notes.ts';
import { failingKinds, fails } from './failing.ts';
import type { FailOptions } from './failing.ts';
import type { CanaryReport, CellResult, Counts, ExitCode, Finding } from '../model/report.ts';

export const countCells = (results: readonly CellResult[], findings: readonly Finding[], skipped: number): Counts => {
  const having = (status: CellResult['status']): number => results.filter((result) => result.status === status).length;
  return {
    cells: results.length,
    conforms: having('conforms'),
    leak: having('leak'),
    overblock: having('overblock'),
    inconclusive: having('inconclusive'),
    vacuous: having('vacuous'),
    policyMismatch: findings.filter((finding) => finding.kind === 'policy-mismatch').length,
    startupExposure: findings.filter((finding) => finding.kind === 'startup-exposure').length,
    skipped,
  };
};

export interface OutcomeOptions extends FailOptions {
  readonly interrupted: boolean;
  readonly brokeOff: boolean;
  readonly canary?: CanaryReport;
}

/**
 * 0 conforms · 1 at least one finding that fails a run (a leak, an overblock or a policy that says other than a person expects, unless they say otherwise), or a canary that shows the same, whatever
 * else there is · 2 nothing was probed · 3 otherwise, if a cell is inconclusive, if every deny is vacuous, or if the run broke off · 130 interrupted.
 */
export const exitCodeOf = (results: readonly CellResult[], counts: Counts, options: OutcomeOptions): ExitCode => {
  if (options.interrupted) return 130;
  if (fails(counts, options)) return 1;
  if (options.canary !== undefined && isFailing(options.canary, options)) return 1;
  if (counts.cells === 0) return options.canary === undefined ? 2 : options.canary.diagnosis.enforces && !options.brokeOff ? 0 : 3;
  return unjudgedCode(results, counts, options);
};

/** Of a run that nothing fails: 3 where not enough of it could be judged. */
export const unjudgedCode = (results: readonly CellResult[], counts: Counts, { allowInconclusive, brokeOff }: Pick<OutcomeOptions, 'allowInconclusive' | 'brokeOff'>): 0 | 3 => {
  // Where nothing conforms, nothing was shown: nobody can have meant that to pass.
  const isUnknown = counts.inconclusive > 0 && (allowInconclusive !== true || counts.conforms === 0);
  return isUnknown || isVacuous(deniesIn(results)) || brokeOff ? 3 : 0;
};

/** A cluster that does not enforce proves nothing by what it happens to close. */
export const isFailing = ({ diagnosis, cells }: CanaryReport, options: FailOptions): boolean => diagnosis.enforces === false || leaks(cells) || (failingKinds(options).has('startup-exposure') && exposes(cells));

export const deniesIn = (results: readonly CellResult[]): CellResult[] => results.filter((result) => expectedOf(result) === 'deny');

export const isVacuous = (denies: readonly CellResult[]): boolean => denies.length > 0 && denies.every((result) => result.status === 'vacuous');
