/**
 * Which cells of a derived matrix are worth a packet: the fewest that tell every fault of enforcement, at every place where
 * it could bite, from enforcement as it should be.
 */
import type { Family } from '../../../probes/contract.ts';
import type { DerivedMatrix } from '../../derive/derive.ts';
import type { NetworkPolicy } from '../../model/network-policy.ts';
import { faultName } from '../fault.ts';
import type { Fault, Setting } from '../fault.ts';
import { sheetOf } from '../sheet/sheet.ts';
import { createBasket, keyOf } from './basket.ts';
import type { Basket, Limits } from './basket.ts';
import { candidatesFor } from './candidates.ts';
import { costsIn, extraCostsIn } from './costs.ts';
import { cover } from './cover.ts';
import { leftOpen, hindrancesIn } from './hindrances.ts';
import type { Hindrances } from './hindrances.ts';
import { showing } from './showing.ts';
import { suspectsOn } from './suspects.ts';
import { twinsAmong } from './twins.ts';

export interface ChooseOptions extends Limits, Hindrances {
  /** Those that may be misread. */
  readonly policies: readonly NetworkPolicy[];
  readonly setting: Setting;
  /** In which pods are dialled, the first one first. */
  readonly families: readonly Family[];
  /** In which they have addresses besides. */
  readonly undialled: readonly Family[];
  /** Whether a class is made up: nobody lives there who could be cut off, or left open. */
  readonly isStranger: (source: number) => boolean;
}

/** A fault that would turn at least one connection. */
export interface Place {
  readonly fault: Fault;
  /** Why no chosen cell shows it. */
  readonly because?: string;
}

export interface Chosen {
  /** With the chosen cells, and the room that is left. */
  readonly basket: Basket;
  readonly places: readonly Place[];
}

export const chooseCells = (matrix: DerivedMatrix, options: ChooseOptions): Chosen => {
  const { policies, setting, families, undialled, isStranger, maxCells } = options;
  const sheet = sheetOf(matrix, setting.policies, families);
  const other = sheetOf(matrix, setting.policies, undialled);
  const suspects = suspectsOn(sheet, policies, setting, [...matrix.sources.keys()].filter((source) => !isStranger(source)));
  const basket = createBasket(options, (target) => matrix.targets[target]?.of);
  const hinders = hindrancesIn(matrix, options, basket);
  const kinds = suspects.map(({ fault }) => faultName(fault));
  const shows = showing(suspects.map(({ fault }) => fault), matrix, families);
  const about = { shows, twinsOf: twinsAmong(suspects, matrix), costOf: costsIn(matrix), extraCostOf: extraCostsIn(matrix, basket), kindOf: (at: number) => kinds[at] ?? '', basket };

  const because = new Map<number, string | undefined>();
  const unsure = new Map<number, Set<string>>();
  let open: readonly number[] = [...suspects.keys()];
  // Whoever dials all that it may leaves the rest to others, and who does not surely show a thing, too: then it is asked again who could.
  for (let round = 0; round < mostRounds && open.length > 0; round += 1) {
    const found = open.flatMap((at) => {
      const doubted = unsure.get(at);
      const candidates = candidatesFor(suspects[at]?.turned(sheet) ?? [], sheet, (cell) => (doubted?.has(keyOf(cell)) ? leftOpen : hinders(cell)), options);
      return candidates === undefined ? [] : [{ at, ...candidates }];
    });
    const shown = cover({ ...about, candidates: new Map(found.map(({ at, cells }) => [at, cells])) });
    const left = found.filter(({ at, cells }) => cells.length > 0 && !shown.has(at));
    for (const one of found) because.set(one.at, one.because);
    for (const { at } of left) because.set(at, basket.isFull() ? `--max-cells is ${maxCells}` : leftOpen);
    if (basket.isFull()) break;
    for (const { at, cells } of left) unsure.set(at, new Set([...(unsure.get(at) ?? []), ...cells.filter((cell) => !shows(cell, at)).map(keyOf)]));
    open = left.map(({ at }) => at);
  }
  for (const [at, { turned }] of undialled.length === 0 ? [] : suspects.entries()) {
    if (!because.has(at) && candidatesFor(turned(other), other, hinders, options) !== undefined) because.set(at, unasked(undialled));
  }
  return {
    basket,
    places: [...because].toSorted(([a], [b]) => a - b).flatMap(([at, why]): Place[] => {
      const fault = suspects[at]?.fault;
      return fault === undefined ? [] : [why === undefined ? { fault } : { fault, because: why }];
    }),
  };
};

/** Where more would be needed, what is sought is one among thousands that are not sure. */
const mostRounds = 12;

const unasked = (families: readonly Family[]): string => `pods have ${families.map((family) => `IPv${family}`).join(' and ')} addresses, too, and this run does not dial them`;
