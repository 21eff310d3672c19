/** Intent against policy, as a person reads it: what differs, what is left open and why, the sums. */
import type { CheckedCell, CheckReport } from '../check/check.ts';
import { formatOrigin } from '../yaml/document.ts';
import { jsonText, plain } from './paint.ts';
import type { Paint } from './paint.ts';

export const checkJson = (report: CheckReport): string => jsonText(report);

export const checkTable = (report: CheckReport, { paint }: { readonly paint: Paint }): string => {
  const sections = [findingLines(report, paint), undefinedLines(report, paint), report.remarks.map((remark) => paint.dim(`  note: ${plain(remark)}`))];
  return `${[...sections.filter((lines) => lines.length > 0).flatMap((lines) => [...lines, '']), headline(report, paint), sums(report)].join('\n')}\n`;
};

export const checkRenderers = {
  table: checkTable,
  json: checkJson,
} satisfies Record<string, (report: CheckReport, options: { readonly paint: Paint }) => string>;

const findingLines = ({ findings, cells }: CheckReport, paint: Paint): string[] => {
  if (findings.length === 0) return [];
  const places = new Map(cells.map((cell) => [cell.cell.id, placeOf(cell)]));
  return [paint.bold('Findings'), ...findings.map(({ kind, cell, message }) => `  ${paint.red(kind)}  ${plain(`${places.get(cell) ?? ''}${message}`)}`)];
};

const placeOf = ({ intent }: CheckedCell): string => intent.deciders.flatMap((decider) => (decider.kind === 'intent' ? [`${formatOrigin(decider.origin)}: `] : []))[0] ?? '';

/** By reason, then by target: it is mostly the target of which nothing is known. */
const undefinedLines = ({ cells }: CheckReport, paint: Paint): string[] => {
  const open = cells.filter(({ policy }) => policy.basis === 'undefined');
  if (open.length === 0) return [];
  const groups = [...Map.groupBy(open, ({ policy }) => policy.reason ?? '')];
  return [paint.bold('Undefined, or not known'), ...groups.flatMap(([reason, group]) => [`  ${paint.yellow(plain(reason))}`, ...targetLines(group)])];
};

const targetLines = (cells: readonly CheckedCell[]): string[] =>
  [...Map.groupBy(cells, ({ cell }) => cell.target)].map(([target, group]) => plain(`    ${target}, from ${[...new Set(group.map(({ cell }) => cell.source))].join(', ')}`));

const headline = ({ exitCode, headline: sentence }: CheckReport, paint: Paint): string => {
  const colour = exitCode === 0 ? paint.green : exitCode === 1 ? paint.red : paint.yellow;
  return paint.bold(colour(plain(sentence)));
};

const sums = ({ counts }: CheckReport): string => `${counts.cells} cells: ${counts.agree} agree, ${counts.mismatches} policy mismatches, ${counts.undefined} undefined, ${counts.skipped} answers skipped`;
