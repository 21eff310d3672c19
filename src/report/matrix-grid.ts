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

export const gridEntry = (report: RunReport, source: string, target: string): GridEntry =>
  entryOf(
    report.cells.filter(({ cell }) => cell.source === source && cell.target === target),
    report.skips.some((skip) => skip.source === source && skip.target === target),
  );

/** @param cells of one source and one target; @param isSkipped the matrix leaves them out */
export const entryOf = (cells: readonly CellResult[], isSkipped: boolean): GridEntry => {
  const [first] = cells;
  if (first === undefined) return { status: isSkipped ? 'skipped' : 'none', cells };
  const status = order.find((candidate) => cells.some((cell) => cell.status === candidate)) ?? 'none';
  return { status, verdict: expectedOf(first), cells };
};
