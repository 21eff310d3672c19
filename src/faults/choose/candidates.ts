/** For a fault the cells that would show it, as far as one needs to know them. */
import type { CellIndex } from '../../derive/loaded.ts';
import type { Sheet } from '../sheet/sheet.ts';
import type { Turned } from '../sheet/turned.ts';
import { keyOf } from './basket.ts';
import type { Hinders, Hindrances } from './hindrances.ts';

export interface Candidates {
  readonly cells: readonly CellIndex[];
  /** Where something turns, and none of these cells would surely show it: why. */
  readonly because?: string;
}

/** So many ends at which something turns, and at each so many cells, are enough to choose from. */
const mostEnds = 4;
const mostAtEnd = 6;

/** So many cells that may not be probed are looked at; the next would have the same reason. */
const patience = 2000;

/** @returns undefined where nothing turns at all */
export const candidatesFor = (turned: Iterable<Turned>, sheet: Sheet, hinders: Hinders, { whySilent }: Pick<Hindrances, 'whySilent'>): Candidates | undefined => {
  const [cells, silent, reasons] = [new Map<string, CellIndex>(), new Map<string, CellIndex>(), new Set<string>()];
  let [ends, hindered] = [0, 0];
  for (const group of turned) {
    const before = cells.size;
    for (const cell of cellsOf(group, sheet)) {
      const reason = hinders(cell) ?? whySilent(cell.target);
      if (reason === undefined) cells.set(keyOf(cell), cell);
      else {
        reasons.add(reason);
        if (hinders(cell) === undefined) silent.set(keyOf(cell), cell);
        hindered += 1;
      }
      if (cells.size - before === mostAtEnd || hindered > patience) break;
    }
    if (cells.size > before) ends += 1;
    if (ends === mostEnds || hindered > patience) break;
  }
  const [because] = reasons;
  if (cells.size > 0) return { cells: [...cells.values()] };
  return because === undefined ? undefined : { cells: [...silent.values()].slice(0, mostAtEnd), because };
};

/** A target of several connections turns only with all of them; they stand beside each other. */
function* cellsOf(group: Turned, { columns, columnsOf }: Sheet): Generator<CellIndex> {
  if ('column' in group) {
    const target = columns[group.column]?.targetAt ?? -1;
    for (const source of group.sources) yield { source, target };
    return;
  }
  let [last, count] = [-1, 0];
  for (const column of group.columns) {
    const target = columns[column]?.targetAt ?? -1;
    count = target === last ? count + 1 : 1;
    last = target;
    if (count === columnsOf[target]?.length) yield { source: group.source, target };
  }
}
