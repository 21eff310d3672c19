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

/** Goes through the cells once, however many entries are asked for. */
export const gridOf = ({ cells, skips }: Pick<RunReport, 'cells' | 'skips'>): ((source: string, target: string) => GridEntry) => {
  const own = Map.groupBy(cells, ({ cell }) => keyOf(cell.source, cell.target));
  const skipped = new Set(skips.map(({ source, target }) => keyOf(source, target)));
  return (source, target) => {
    const key = keyOf(source, target);
    return entryOf(own.get(key) ?? [], skipped.has(key));
  };
};

const keyOf = (source: string, target: string): string => JSON.stringify([source, target]);

/** @param cells of one source and one target; @param isSkipped the matrix leaves them out */
const entryOf = (cells: readonly CellResult[], isSkipped: boolean): GridEntry => {
  const [first] = cells;
  if (first === undefined) return { status: isSkipped ? 'skipped' : 'none', cells };
  const status = order.find((candidate) => cells.some((cell) => cell.status === candidate)) ?? 'none';
  return { status, verdict: expectedOf(first), cells };
};
