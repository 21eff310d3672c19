/** Why a cell that would show something cannot be probed. */
import type { DerivedMatrix } from '../../derive/derive.ts';
import type { CellIndex } from '../../derive/loaded.ts';
import type { Basket } from './basket.ts';

export interface Hindrances {
  /** Why a target is not dialled, by index. */
  readonly whyNotDial: (target: number) => string | undefined;
  /** Why no pod of ours may wear a class's labels, by index. */
  readonly whyNotWear: (source: number) => string | undefined;
  /** Why nobody may answer there, by index: it is dialled all the same, and what gets through may not be seen. */
  readonly whySilent: (target: number) => string | undefined;
  readonly mostDestinations: number;
}

export type Hinders = (cell: CellIndex) => string | undefined;

export const leftOpen = 'what it would change is left open by the specification';

export const hindrancesIn = ({ targets, answer }: DerivedMatrix, { whyNotDial, whyNotWear, mostDestinations }: Hindrances, basket: Basket): Hinders => ({ source, target }) => {
  const of = targets[target]?.of;
  const forbidden = whyNotDial(target) ?? whyNotWear(source) ?? (of === undefined ? undefined : whyNotWear(of));
  if (forbidden !== undefined) return forbidden;
  if (answer(source, target).verdict === 'undefined') return leftOpen;
  return basket.hasRoom({ source, target }) ? undefined : `one source dials ${mostDestinations} addresses at most`;
};
