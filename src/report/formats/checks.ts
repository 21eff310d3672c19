/** A report as a list of checks, each with a name that it has in every run: what test reports of all kinds are made from. */
import type { CanaryReport, CellResult, Finding, RunReport } from '../../model/report.ts';
import type { Origin } from '../../model/verdict.ts';
import { failingKinds } from '../../compare/failing.ts';
import type { FailOptions } from '../../compare/failing.ts';
import { isFailing } from '../../compare/outcome.ts';

/** `error`: nothing can be said, and somebody is owed an answer; `skip`: left out on purpose, or about nobody. */
export type CheckResult = 'pass' | 'fail' | 'error' | 'skip';

export interface Check {
  /** The source; or `canary`, or `run`. */
  readonly group: string;
  readonly name: string;
  readonly result: CheckResult;
  /** Of the finding that decided; otherwise in a word what it is about. */
  readonly kind: Finding['kind'] | 'canary' | 'run' | 'skipped' | 'none';
  readonly message?: string;
  /** What else a person would want to see: other findings of the same cell, and how to see it oneself. */
  readonly details: readonly string[];
  /** Where the expectation stands. */
  readonly origin?: Origin;
}

/** Fails and errors are there exactly where the exit code is not 0. */
export const checksOf = (report: RunReport): Check[] => {
  const findings = Map.groupBy(report.findings, ({ cell }) => cell);
  const checks = [
    ...report.cells.map((cell) => cellCheck(cell, findings.get(cell.cell.id) ?? [], report)),
    ...report.skips.map(({ source, target, reason, origin }): Check => ({ group: source, name: `${source} -> ${target}`, result: 'skip', kind: 'skipped', message: reason, details: [], origin })),
    ...(report.canary === undefined ? [] : [canaryCheck(report.canary, report)]),
  ];
  return [...checks, runCheck(report, checks)];
};

/** By kind, never by name: a source may be called `canary` or `run`, too. */
export const isOfSource = ({ kind }: Pick<Check, 'kind'>): boolean => kind !== 'canary' && kind !== 'run';

export const has = (checks: readonly Check[], ...results: readonly CheckResult[]): boolean => checks.some(({ result }) => results.includes(result));

const cellCheck = ({ cell, status }: Pick<CellResult, 'cell' | 'status'>, findings: readonly Finding[], report: FailOptions): Check => {
  const base = { group: cell.source, name: cell.id, origin: cell.origin };
  const [worst, ...others] = findings.toSorted((a, b) => severity.indexOf(resultOf(a, report)) - severity.indexOf(resultOf(b, report)));
  if (worst === undefined) return { ...base, result: status === 'inconclusive' ? 'error' : 'pass', kind: 'none', details: [] };
  return { ...base, result: resultOf(worst, report), kind: worst.kind, message: worst.message, details: [...others.map(({ kind, message }) => `${kind}: ${message}`), ...findings.flatMap(({ reproduce }) => (reproduce === undefined ? [] : [`$ ${reproduce}`]))] };
};

const severity: readonly CheckResult[] = ['fail', 'error', 'skip', 'pass'];

const resultOf = ({ kind }: Finding, report: FailOptions): CheckResult => {
  if (failingKinds(report).has(kind)) return 'fail';
  switch (kind) {
    case 'leak':
    case 'overblock':
    case 'policy-mismatch':
    case 'startup-exposure':
      return 'pass';
    case 'inconclusive':
      return report.allowInconclusive === true ? 'skip' : 'error';
    case 'vacuous':
      return 'skip';
  }
};

const canaryCheck = (canary: CanaryReport, report: FailOptions & Pick<RunReport, 'cells'>): Check => {
  const { enforces, sentence } = canary.diagnosis;
  // Beside a matrix a canary that cannot be judged takes nothing away from what the cells have shown.
  const unknown = report.cells.length === 0 ? 'error' : 'skip';
  return { group: 'canary', name: 'policy is enforced', result: isFailing(canary, report) ? 'fail' : enforces === true ? 'pass' : unknown, kind: 'canary', message: sentence, details: [] };
};

/** That a run shows too little is nobody's fault but its own. */
const runCheck = ({ exitCode, headline, brokeOff }: RunReport, others: readonly Check[]): Check => {
  const isShort = brokeOff !== undefined || (exitCode !== 0 && !has(others, 'fail', 'error'));
  return isShort ? brokenRun(headline) : { ...wholeRun, result: 'pass', details: [] };
};

const wholeRun = { group: 'run', name: 'shows what it was asked', kind: 'run' } as const;

/** @param message one line or more */
export const brokenRun = (message: string): Check => {
  const [first = '', ...details] = message.split('\n');
  return { ...wholeRun, result: 'error', message: first, details };
};
