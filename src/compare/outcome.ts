/** All cells together: the counts, the one sentence, the exit code. */
import { leaks } from './canary/diagnose.ts';
import { expectedOf } from '../model/plan.ts';
import { exposes } from './canary/notes.ts';
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

export interface OutcomeOptions {
  /** A startup exposure fails the run. */
  readonly strict: boolean;
  readonly interrupted: boolean;
  readonly brokeOff: boolean;
  readonly canary?: CanaryReport;
}

/**
 * 0 conforms · 1 at least one leak, overblock or policy that says other than a person expects, or a canary that shows the same, whatever else there is · 2 nothing was probed · 3 otherwise, if a cell
 * is inconclusive, if every deny is vacuous, or if the run broke off · 130 interrupted.
 */
export const exitCodeOf = (results: readonly CellResult[], counts: Counts, options: OutcomeOptions): ExitCode => {
  if (options.interrupted) return 130;
  if (counts.leak + counts.overblock + counts.policyMismatch > 0) return 1;
  if (options.canary !== undefined && isFailing(options.canary, options.strict)) return 1;
  if (options.strict && counts.startupExposure > 0) return 1;
  if (counts.cells === 0) return options.canary === undefined ? 2 : options.canary.diagnosis.enforces && !options.brokeOff ? 0 : 3;
  return counts.inconclusive > 0 || isVacuous(deniesIn(results)) || options.brokeOff ? 3 : 0;
};

/** A cluster that does not enforce proves nothing by what it happens to close. */
const isFailing = ({ diagnosis, cells }: CanaryReport, strict: boolean): boolean => diagnosis.enforces === false || leaks(cells) || (strict && exposes(cells));

const deniesIn = (results: readonly CellResult[]): CellResult[] => results.filter((result) => expectedOf(result) === 'deny');

const isVacuous = (denies: readonly CellResult[]): boolean => denies.length > 0 && denies.every((result) => result.status === 'vacuous');

export interface HeadlineOptions {
  readonly strict: boolean;
  /** NetworkPolicies in the namespaces concerned. */
  readonly policies: number;
  readonly canary?: CanaryReport;
}

export const headlineOf = (results: readonly CellResult[], counts: Counts, { strict, policies, canary }: HeadlineOptions): string => {
  if (counts.cells === 0) return canary?.diagnosis.sentence ?? 'Nothing was probed: there is no cell.';
  const denies = deniesIn(results);
  const inside = denies.filter((result) => result.cell.path !== 'direct');
  const somethingClosed = results.some(({ reality }) => reality?.destinations.some(({ state }) => state === 'unreachable'));
  if (canary?.diagnosis.enforces !== true && inside.length > 0 && !somethingClosed && inside.every((result) => result.status === 'leak')) {
    return policies === 0
      ? `Nothing is closed, and no NetworkPolicy asks for it: all ${inside.length} denies inside the cluster leaked.`
      : `This cluster enforces no NetworkPolicy: all ${inside.length} denies inside the cluster leaked. Its API server stores policies that its CNI ignores.`;
  }
  if (counts.leak > 0 || counts.overblock > 0) {
    const parts = [plural(counts.leak, 'leak'), plural(counts.overblock, 'overblock')].filter((part) => !part.startsWith('0 '));
    return `The cluster does not do what the matrix says: ${parts.join(' and ')} in ${counts.cells} cells.`;
  }
  if (canary !== undefined && isFailing(canary, strict)) return `No leak and no overblock seen in ${plural(counts.cells, 'cell')}, but the canary ${canary.diagnosis.enforces ? 'saw pods open at first, and with --strict that is a failure' : 'failed'}. ${canary.diagnosis.sentence}`;
  if (strict && counts.startupExposure > 0) return `${plural(counts.startupExposure, 'cell')} of ${counts.cells} came out closed in the end, but ${counts.startupExposure === 1 ? 'was' : 'were'} open at first: with --strict that is a failure.`;
  if (counts.inconclusive > 0) return `No leak and no overblock seen, but ${plural(counts.inconclusive, 'cell')} of ${counts.cells} could not be judged.`;
  if (isVacuous(denies)) return `Nothing was proven: where ${plural(denies.length, 'deny', 'denies')} had to hold, nobody is there to reach.`;
  const held = denies.filter((result) => result.status === 'conforms');
  const weak = held.filter((result) => result.evidence === 'weak').length;
  const vacuous = counts.vacuous > 0 ? `, ${counts.vacuous} vacuous` : '';
  return `The cluster does what the matrix says: ${counts.conforms} of ${counts.cells} cells conform, ${held.length} of them denies with live controls${weak > 0 ? ` (${weak} on weak evidence)` : ''}${vacuous}.`;
};

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
