/** What has changed between runs, as a person reads it. */
import type { ChangedFinding } from '../history/changes.ts';
import type { PolicyDrift } from '../history/drift.ts';
import type { History } from '../history/history.ts';
import { jsonText, plain } from './paint.ts';
import type { Paint } from './paint.ts';

const historyJson = (history: History): string => jsonText(history);

const historyTable = (history: History, { paint }: { readonly paint: Paint }): string => {
  const sections = [
    history.runs.map(({ startedAt, run, exitCode, headline }) => paint.dim(`  ${plain(startedAt)}  ${plain(run)}  exit ${exitCode}  ${plain(headline)}`)),
    section('Findings', history.findings.filter(({ change }) => change !== 'unchanged').map((finding) => findingLine(finding, paint)), paint),
    section('Policies say otherwise', history.policy.map(policyLine), paint),
    section('Under the same policies', history.enforcement.map(({ cell, before, after }) => `  ${plain(cell)}: ${before}, and now ${paintStatus(after, paint)}`), paint),
    section('Cells', [...history.cells.added.map((cell) => `  + ${plain(cell)}`), ...history.cells.removed.map((cell) => `  - ${plain(cell)}`)], paint),
  ];
  const colour = history.exitCode === 0 ? paint.green : history.exitCode === 1 ? paint.red : paint.yellow;
  return `${[...sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')), paint.bold(colour(plain(history.headline)))].join('\n\n')}\n`;
};

export const historyRenderers = {
  table: historyTable,
  json: historyJson,
} satisfies Record<string, (history: History, options: { readonly paint: Paint }) => string>;

const section = (title: string, lines: readonly string[], paint: Paint): string[] => (lines.length === 0 ? [] : [paint.bold(title), ...lines]);

/** Where there are more than two runs, a mark for each: in which of them it was found. */
const findingLine = ({ change, kind, message, found }: ChangedFinding, paint: Paint): string => {
  const colour = change === 'mended' ? paint.green : change === 'new' || change === 'flapping' ? paint.red : paint.yellow;
  return `  ${colour(change)}  ${kind}  ${found.length > 2 ? `${found.map((is) => (is ? 'x' : '.')).join('')}  ` : ''}${plain(message)}`;
};

const policyLine = ({ cell, before, after, deciders: { added, removed } }: PolicyDrift): string => {
  const because = [...(added.length === 0 ? [] : [`decided by ${added.join(', ')}`]), ...(removed.length === 0 ? [] : [`no more by ${removed.join(', ')}`])];
  return `  ${plain(cell)}: ${before}, and now ${after}${because.length === 0 ? '' : ` (${plain(because.join('; '))})`}`;
};

const paintStatus = (status: string, paint: Paint): string => (status === 'conforms' ? paint.green(status) : paint.red(status));
