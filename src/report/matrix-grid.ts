/** Cells, gathered to what a person looks at: one word for each source and target. */
import { expectedOf } from '../model/plan.ts';
import type { CellResult, RunReport } from '../model/report.ts';

export type GridStatus = CellResult['status'] | 'skipped' | 'none';

export interface GridEntry {
  readonly status: GridStatus;
  readonly verdict?: 'allow' | 'deny';
  readonly cells: readonly CellResult[];
}

/** The worst of several: a leak on one path is a leak. */
const order: readonly GridStatus[] = ['leak', 'overblock', 'inconclusive', 'vacuous', 'conforms', 'skipped', 'none'];

export const gridEntry = (report: RunReport, source: string, target: string): GridEntry => {
  const cells = report.cells.filter(({ cell }) => cell.source === source && cell.target === target);
  const verdict = cells[0] && expectedOf(cells[0]);
  if (cells.length === 0) {
    const skipped = report.skips.some((skip) => skip.source === source && skip.target === target);
    return { status: skipped ? 'skipped' : 'none', cells };
  }
  const status = order.find((candidate) => cells.some((cell) => cell.status === candidate)) ?? 'none';
  return verdict === undefined ? { status, cells } : { status, verdict, cells };
};
