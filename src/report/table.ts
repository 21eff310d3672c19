/** The result as a person reads it on a terminal: the matrix, the findings in words, the sums. */
import type { Finding, RunReport } from '../model/report.ts';
import { tellAssurance } from './assurance.ts';
import { drawCanary } from './canary-grid.ts';
import { groupFindings } from './findings.ts';
import type { FindingGroup } from './findings.ts';
import { drawGrid, usualColumns } from './grid.ts';
import { gridOf } from './matrix-grid.ts';
import type { GridEntry } from './matrix-grid.ts';
import type { Paint } from './paint.ts';
import { plain } from './paint.ts';
import { isAtLeast } from './severity.ts';
import type { Severity } from './severity.ts';

export interface TableOptions {
  readonly paint: Paint;
  /** How wide a line may be, in characters. */
  readonly columns?: number;
  /** Findings below it are not shown, but counted. */
  readonly minSeverity?: Severity;
}

export const renderTable = (report: RunReport, { paint, columns = usualColumns, minSeverity = 'low' }: TableOptions): string => {
  const alone = report.cells.length === 0;
  const sections = [
    ...(alone ? [] : [drawMatrix(report, columns, paint), legend(paint)]),
    ...findingLines(report, minSeverity, paint),
    ...canaryLines(report, alone, columns, paint),
    ...notes(report, paint),
    ...(report.assurance === undefined ? [] : ['', `${paint.bold('Assurance')}  ${plain(tellAssurance(report.assurance, report.counts.inconclusive + report.counts.vacuous))}`]),
    alone ? headline(report, paint) : verdictLine(report, paint),
  ];
  return `${sections.join('\n')}\n`;
};

const drawMatrix = (report: RunReport, columns: number, paint: Paint): string => {
  const entryAt = gridOf(report);
  return drawGrid({
    heads: report.targets.map(plain),
    rows: report.sources.map((source) => ({ name: plain(source), entries: report.targets.map((target) => drawEntry(entryAt(source, target), paint)) })),
    columns,
  });
};

/** A word, not only a colour; a leak is the loudest. */
const drawEntry = ({ status, verdict }: GridEntry, paint: Paint): string => {
  switch (status) {
    case 'conforms':
      return verdict === 'allow' ? paint.green('.') : paint.green('X');
    case 'leak':
      return paint.bold(paint.inverse(paint.red(' LEAK ')));
    case 'overblock':
      return paint.bold(paint.red('OVER'));
    case 'inconclusive':
      return paint.yellow('?');
    case 'vacuous':
      return paint.yellow('~');
    case 'skipped':
      return paint.dim('skip');
    case 'none':
      return '';
  }
};

const legend = (paint: Paint): string =>
  paint.dim('  . open, as expected        X closed, as expected, with live controls\n  LEAK open, expected closed  OVER closed, expected open\n  ? could not be judged       ~ closed, but nobody is there');

/** More than this nobody reads on a terminal; JSON has them all. */
const shownGroups = 12;

const findingLines = (report: RunReport, minSeverity: Severity, paint: Paint): string[] => {
  const all = groupFindings(report);
  if (all.length === 0) return [];
  const groups = all.filter(({ kind }) => isAtLeast(kind, minSeverity));
  const shown = groups.slice(0, shownGroups).flatMap((group) => drawGroup(group, paint));
  const rest = groups.length - shownGroups;
  return ['', paint.bold('Findings'), ...shown, ...(rest > 0 ? [paint.dim(`  … and ${rest} more pairs of source and target; -o json has them all`)] : []), ...hidden(all.length - groups.length, minSeverity, paint)];
};

const hidden = (count: number, minSeverity: Severity, paint: Paint): string[] => (count === 0 ? [] : [paint.dim(`  ${count} below severity ${minSeverity} not shown (--min-severity)`)]);

const drawGroup = ({ kind, findings }: FindingGroup, paint: Paint): string[] => {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  const more = others.length > 0 ? paint.dim(` (and ${others.length} more ${others.length === 1 ? 'way' : 'ways'} to it)`) : '';
  const told = `  ${drawKind(kind, paint)}  ${plain(first.message)}${more}`;
  return first.reproduce === undefined ? [told] : [told, `    ${paint.dim(`$ ${plain(first.reproduce)}`)}`];
};

const drawKind = (kind: Finding['kind'], paint: Paint): string =>
  kind === 'leak' || kind === 'overblock' || kind === 'policy-mismatch' ? paint.red(kind) : paint.yellow(kind);

const notes = (report: RunReport, paint: Paint): string[] => {
  const lines = [
    ...report.skips.map((skip) => `skipped ${skip.source} -> ${skip.target}: ${skip.reason}`),
    ...report.remarks,
    ...report.leftovers.map((leftover) => `could not remove ${leftover}: run netproof cleanup`),
  ];
  return lines.length === 0 ? [] : ['', ...lines.map((line) => paint.dim(`  note: ${plain(line)}`))];
};

/** Beside a matrix that came out well nobody wants a second grid. */
const canaryLines = ({ canary }: RunReport, alone: boolean, columns: number, paint: Paint): string[] => {
  if (canary === undefined) return ['', paint.dim('  no canary was run: whether policy is enforced at all is known only from the denies above')];
  const grid = alone || canary.diagnosis.enforces !== true ? [drawCanary(canary, columns, paint), canaryLegend(paint)] : [];
  const { enforces, sentence } = canary.diagnosis;
  const paintSentence = enforces === true ? paint.green : enforces === false ? paint.red : paint.yellow;
  return alone ? grid : ['', ...grid, `${paint.bold('Canary')}  ${paintSentence(plain(sentence))}`];
};

const canaryLegend = (paint: Paint): string =>
  paint.dim('  ok a deny held while its twin got through   LEAK a deny did not hold\n  OVER what is allowed is closed              ? could not be judged');

const headline = (report: RunReport, paint: Paint): string => {
  const paintHeadline = report.exitCode === 0 ? paint.green : report.exitCode === 1 ? paint.red : paint.yellow;
  return `\n${paint.bold(paintHeadline(plain(report.headline)))}`;
};

const verdictLine = (report: RunReport, paint: Paint): string => {
  const { counts } = report;
  const sums = `${counts.cells} cells: ${counts.conforms} conform, ${counts.leak} leaks, ${counts.overblock} overblocks, ${counts.inconclusive} inconclusive, ${counts.vacuous} vacuous`;
  const mismatches = counts.policyMismatch > 0 ? `, ${counts.policyMismatch} policy mismatches` : '';
  return `${headline(report, paint)}\n${sums}${mismatches}${counts.startupExposure > 0 ? `, ${counts.startupExposure} startup exposures` : ''}`;
};
