import type { DerivedMatrix } from '../../derive/derive.ts';
import type { CellIndex } from '../../derive/loaded.ts';
import type { Basket } from './basket.ts';

/** A source has to be launched last and watched; a stand-in only answers. */
const sourceCost = 6;
const standInCost = 4;
/** A deny takes longer to believe. */
const denyCost = 0.25;
/** Whoever dials its like shows less of who is kept out. */
const likeCost = 0.5;

/** Of a cell by itself, where the plainest costs 1. */
export const costsIn = ({ targets, answer }: DerivedMatrix) => ({ source, target }: CellIndex): number => 1 + (answer(source, target).verdict === 'deny' ? denyCost : 0) + (targets[target]?.of === source ? likeCost : 0);

/** The pods that are not there yet: pods are what a run costs. */
export const extraCostsIn = ({ targets }: DerivedMatrix, basket: Basket) => ({ source, target }: CellIndex): number => {
  const of = targets[target]?.of;
  return (basket.dials(source) ? 0 : sourceCost) + (of === undefined || basket.serves(of) ? 0 : standInCost);
};
