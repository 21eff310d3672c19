import type { CellIndex } from '../loaded.ts';

export interface Limits {
  readonly maxCells: number;
  /** How many addresses a target leads to. */
  readonly destinationsOf: (target: number) => number;
  /** So many addresses one source may dial. */
  readonly mostDestinations: number;
}

/** What is chosen already, within its limits. */
export interface Basket {
  readonly cells: () => readonly CellIndex[];
  /** A source that dials anyway costs no pod more. */
  readonly isWorn: (source: number) => boolean;
  readonly isFull: () => boolean;
  /** @returns false where there is no room for it */
  readonly add: (cell: CellIndex) => boolean;
}

export const createBasket = ({ maxCells, destinationsOf, mostDestinations }: Limits): Basket => {
  const chosen = new Map<string, CellIndex>();
  const loads = new Map<number, number>();
  const isFull = (): boolean => chosen.size >= maxCells;
  return {
    cells: () => [...chosen.values()],
    isWorn: (source) => loads.has(source),
    isFull,
    add: (cell) => {
      if (chosen.has(keyOf(cell))) return true;
      const load = (loads.get(cell.source) ?? 0) + destinationsOf(cell.target);
      if (isFull() || load > mostDestinations) return false;
      chosen.set(keyOf(cell), cell);
      loads.set(cell.source, load);
      return true;
    },
  };
};

const keyOf = ({ source, target }: CellIndex): string => `${source} ${target}`;
