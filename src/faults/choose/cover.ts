/** Greedy weighted set cover: of all cells the one that shows most for what it costs, until nothing is left to show. */
import type { CellIndex } from '../../derive/loaded.ts';
import type { Basket } from './basket.ts';
import { keyOf } from './basket.ts';

export interface CoverInput {
  /** For each fault the cells that may show it. */
  readonly candidates: ReadonlyMap<number, readonly CellIndex[]>;
  /** Whether a cell shows a fault for sure; asked only of what is about to be taken. */
  readonly shows: (cell: CellIndex, fault: number) => boolean;
  /** Of a cell by itself, at least 1; and what it needs besides, of what is not there yet. */
  readonly costOf: (cell: CellIndex) => number;
  readonly extraCostOf: (cell: CellIndex) => number;
  /** Of each kind of fault one is worth more than another one of the same. */
  readonly kindOf: (fault: number) => string;
  /** Faults that must be shown, too, once this cell is taken: an enforcer that drops everything passes every deny. */
  readonly twinsOf: (cell: CellIndex) => readonly number[];
  readonly basket: Basket;
}

interface Option {
  readonly cell: CellIndex;
  /** What it may show, of what nothing shows yet. */
  readonly faults: Set<number>;
  readonly cost: number;
  isVerified: boolean;
  isGone: boolean;
  worth: number;
  /** Never less than what it is worth now. */
  worthAtFirst: number;
}

/** What the first fault of a kind is worth more than those that follow. */
const novelty = 20;

/** @returns the faults that are shown */
export const cover = ({ candidates, shows, costOf, extraCostOf, kindOf, twinsOf, basket }: CoverInput): ReadonlySet<number> => {
  const shown = new Set<number>();
  const kinds = Map.groupBy(candidates.keys(), kindOf);
  const options = optionsOf(candidates, costOf);
  const optionsFor = (fault: number): Option[] => (candidates.get(fault) ?? []).flatMap((cell) => options.get(keyOf(cell)) ?? []);

  /** Those that are worth most come first, so that most of the rest need not be looked at. */
  const ranked = rankedOf(options);
  const best = (among: Iterable<Option>): Option | undefined => {
    let [winner, most] = [undefined as Option | undefined, 0];
    for (const option of among) {
      if (option.worthAtFirst <= most) break;
      const worth = option.worth <= 0 || option.isGone ? 0 : option.worth / (option.cost + extraCostOf(option.cell));
      if (worth > most) [winner, most] = [option, worth];
    }
    return winner;
  };
  const weightOf = (fault: number): number => (kinds.has(kindOf(fault)) ? 1 + novelty : 1);
  const forget = (option: Option, fault: number): void => {
    if (option.faults.delete(fault)) option.worth -= weightOf(fault);
  };
  const verify = (option: Option): void => {
    for (const fault of option.faults) if (!shows(option.cell, fault)) forget(option, fault);
    option.isVerified = true;
  };
  const show = (fault: number): void => {
    shown.add(fault);
    for (const option of optionsFor(fault)) forget(option, fault);
    const alike = kinds.get(kindOf(fault)) ?? [];
    kinds.delete(kindOf(fault));
    for (const option of alike.filter((other) => !shown.has(other)).flatMap(optionsFor)) option.worth -= novelty;
  };
  const take = (option: Option): boolean => {
    option.isGone = true;
    if (!basket.add(option.cell)) return false;
    for (const fault of option.faults) show(fault);
    return true;
  };
  /** The best that keeps its promise; one that does not has to compete again. */
  const takeBest = (among: () => Iterable<Option>): Option | undefined => {
    for (let option = best(among()); option !== undefined && !basket.isFull(); option = best(among())) {
      const promised = option.faults.size;
      if (!option.isVerified) verify(option);
      if (option.faults.size === promised && take(option)) return option;
    }
    return undefined;
  };

  for (let taken = takeBest(ranked); taken !== undefined; taken = takeBest(ranked)) {
    for (const twin of twinsOf(taken.cell)) {
      if (!shown.has(twin)) takeBest(() => ordered(optionsFor(twin).filter(({ faults }) => faults.has(twin))));
    }
  }
  return shown;
};

const optionsOf = (candidates: CoverInput['candidates'], costOf: CoverInput['costOf']): Map<string, Option> => {
  const options = new Map<string, Option>();
  for (const [fault, cells] of candidates) {
    for (const cell of cells) {
      const option = options.get(keyOf(cell)) ?? { cell, faults: new Set<number>(), cost: costOf(cell), isVerified: false, isGone: false, worth: 0, worthAtFirst: 0 };
      option.faults.add(fault);
      option.worth += 1 + novelty;
      options.set(keyOf(cell), option);
    }
  }
  return options;
};

const ordered = (options: readonly Option[]): Option[] => {
  for (const option of options) option.worthAtFirst = option.worth;
  return options.toSorted((a, b) => b.worth - a.worth);
};

/** What is worth less and less is put in order again now and then. */
const rankedOf = (options: ReadonlyMap<string, Option>): (() => readonly Option[]) => {
  let [order, asked] = [ordered([...options.values()]), 0];
  return () => {
    asked += 1;
    if (asked % 16 === 0) order = ordered(order.filter(({ worth, isGone }) => worth > 0 && !isGone));
    return order;
  };
};
