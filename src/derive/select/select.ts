/**
 * Which cells of a derived matrix are worth a packet, within a budget. In order of value: what lies just inside and just
 * outside of every condition of every rule; each class as source and as target, allowed and denied; then whatever is left,
 * evenly over the sources.
 */
import type { DerivedMatrix } from '../derive.ts';
import type { CellIndex } from '../loaded.ts';
import { conditionsOf } from './conditions.ts';
import type { Condition } from './conditions.ts';

export interface SelectOptions {
  readonly namespaces: readonly string[];
  readonly maxCells: number;
  /** Which targets may be dialled, by index. */
  readonly mayDial: (target: number) => boolean;
  /** Which classes may be worn by a pod of ours, by index. */
  readonly mayWear: (source: number) => boolean;
}

export interface Selection {
  readonly cells: readonly CellIndex[];
  /** What was left out, in sentences. */
  readonly remarks: readonly string[];
}

export const selectCells = (matrix: DerivedMatrix, { namespaces, maxCells, mayDial, mayWear }: SelectOptions): Selection => {
  const targets = matrix.targets.flatMap(({ of }, at) => (mayDial(at) && (of === undefined || mayWear(of)) ? [at] : []));
  const sources = matrix.sources.flatMap((_, at) => (mayWear(at) ? [at] : []));
  const chosen = new Map<string, CellIndex>();
  const worn = new Set<number>();
  const add = (cell: CellIndex): void => {
    chosen.set(keyOf(cell), cell);
    worn.add(cell.source);
  };
  const isAnswered = ({ source, target }: CellIndex, verdict: Condition['verdict']): boolean => mayWear(source) && matrix.targets[target]?.of !== source && matrix.answer(source, target).verdict === verdict;

  const conditions = [...conditionsOf({ matrix, targets }, namespaces), ...coverage(sources, targets, matrix)];
  let unseen = 0;
  for (const { verdict, candidates } of conditions) {
    if (candidates.some((cell) => chosen.has(keyOf(cell)) && isAnswered(cell, verdict))) continue;
    // A source that is launched anyway costs no pod more.
    const best = candidates.find((cell) => worn.has(cell.source) && isAnswered(cell, verdict)) ?? candidates.find((cell) => isAnswered(cell, verdict));
    if (best === undefined) continue;
    if (chosen.size < maxCells) add(best);
    else unseen += 1;
  }
  let total = 0;
  for (const cell of evenly(sources, targets)) {
    if (matrix.answer(cell.source, cell.target).verdict === 'undefined') continue;
    total += 1;
    if (chosen.size < maxCells && worn.has(cell.source)) add(cell);
  }
  return {
    cells: [...chosen.values()],
    remarks: [
      ...(unseen > 0 ? [`the budget of ${maxCells} cells left out ${unseen} conditions of rules and of coverage: --max-cells raises it`] : []),
      ...(chosen.size < total ? [`${chosen.size} of the ${total} cells that the policies define were probed, the most telling first`] : []),
    ],
  };
};

const keyOf = ({ source, target }: CellIndex): string => `${source} ${target}`;

/** Each class at least once as source and as target, allowed and denied. */
const coverage = (sources: readonly number[], targets: readonly number[], matrix: DerivedMatrix): Condition[] => {
  const byClass = Map.groupBy(targets, (target) => matrix.targets[target]?.of);
  const asSource = sources.map((source) => targets.map((target) => ({ source, target })));
  const asTarget = [...byClass].flatMap(([of, own]) => (of === undefined ? [] : [own.flatMap((target) => sources.map((source) => ({ source, target })))]));
  return [...asSource, ...asTarget].flatMap((candidates) => [{ verdict: 'allow' as const, candidates }, { verdict: 'deny' as const, candidates }]);
};

/** A diagonal after the other, so that no source comes off worse than another. */
function* evenly(sources: readonly number[], targets: readonly number[]): Generator<CellIndex> {
  for (const offset of targets.keys()) {
    for (const [at, source] of sources.entries()) {
      const target = targets[(at + offset) % targets.length];
      if (target !== undefined) yield { source, target };
    }
  }
}
