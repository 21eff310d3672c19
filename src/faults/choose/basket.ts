import type { CellIndex } from '../../derive/loaded.ts';

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
  readonly isFull: () => boolean;
  /** A source that dials anyway costs no pod more. */
  readonly dials: (source: number) => boolean;
  /** Nor does a stand-in that is there anyway. */
  readonly serves: (standIn: number) => boolean;
  readonly hasRoom: (cell: CellIndex) => boolean;
  /** @returns false where there is no room for it */
  readonly add: (cell: CellIndex) => boolean;
}

/** @param standInOf the pod of ours that serves a target, if one does */
export const createBasket = ({ maxCells, destinationsOf, mostDestinations }: Limits, standInOf: (target: number) => number | undefined): Basket => {
  const chosen = new Map<string, CellIndex>();
  const loads = new Map<number, number>();
  const standIns = new Set<number>();
  const isFull = (): boolean => chosen.size >= maxCells;
  const loadWith = ({ source, target }: CellIndex): number => (loads.get(source) ?? 0) + destinationsOf(target);
  const hasRoom = (cell: CellIndex): boolean => !isFull() && loadWith(cell) <= mostDestinations;
  return {
    cells: () => [...chosen.values()],
    isFull,
    hasRoom,
    dials: (source) => loads.has(source),
    serves: (standIn) => standIns.has(standIn),
    add: (cell) => {
      if (chosen.has(keyOf(cell))) return true;
      if (!hasRoom(cell)) return false;
      loads.set(cell.source, loadWith(cell));
      chosen.set(keyOf(cell), cell);
      const standIn = standInOf(cell.target);
      if (standIn !== undefined) standIns.add(standIn);
      return true;
    },
  };
};

export const keyOf = ({ source, target }: CellIndex): string => `${source} ${target}`;
