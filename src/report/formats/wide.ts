/** A line for each cell, for whoever wants to look something up or to grep. */
import Table from 'cli-table3';
import { expectedOf } from '../../model/plan.ts';
import type { CellResult, RunReport } from '../../model/report.ts';
import type { Paint } from '../paint.ts';
import { plain } from '../paint.ts';

const head = ['SOURCE', 'TARGET', 'PORT', 'PATH', 'FAMILY', 'EXPECTED', 'POLICY', 'STATUS', 'EVIDENCE', 'ATTEMPTS', 'SEEN'];
const bare = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };

export const renderWide = (report: RunReport, { paint }: { readonly paint: Paint }): string => {
  const table = new Table({ head, chars: bare, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
  for (const cell of report.cells) table.push(rowOf(cell, paint));
  const rows = report.cells.length === 0 ? [] : table.toString().split('\n').map((line) => line.trimEnd());
  return `${[...rows, ...(report.canary === undefined ? [] : [`canary: ${plain(report.canary.diagnosis.sentence)}`]), plain(report.headline)].join('\n')}\n`;
};

const rowOf = (result: CellResult, paint: Paint): string[] => {
  const { cell, policy, status, evidence, reality } = result;
  const tallies = reality?.destinations.map(({ tally }) => tally) ?? [];
  return [
    plain(cell.source),
    plain(cell.target),
    `${cell.transport}/${cell.port}`,
    cell.path,
    `IPv${cell.family}`,
    expectedOf(result),
    policy === undefined ? '-' : policy.basis === 'undefined' ? 'undefined' : policy.verdict,
    paintStatus(status, paint),
    evidence ?? '-',
    `${tallies.reduce((sum, { attempts }) => sum + attempts, 0)}`,
    [...new Set(tallies.map(({ last }) => plain(last)))].join(', ') || '-',
  ];
};

const paintStatus = (status: CellResult['status'], paint: Paint): string => {
  if (status === 'conforms') return paint.green(status);
  return status === 'leak' || status === 'overblock' ? paint.bold(paint.red(status)) : paint.yellow(status);
};
