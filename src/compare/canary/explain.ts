/** Which property some connections have in common, and no other has: where an enforcer fails is told by that. Pure. */
import type { CanaryCell } from '../../model/report.ts';

export const dimensions = ['node', 'direction', 'transport', 'family', 'placement', 'path'] as const;
export type Dimension = (typeof dimensions)[number];

/** For each property that matters: the values that those in question have. */
export type Explanation = { readonly [D in Dimension]?: readonly string[] };

/** Every choice of them, small ones first, in the order of the dimensions. */
const choices: readonly (readonly Dimension[])[] = dimensions
  .reduce<Dimension[][]>((some, dimension) => [...some, ...some.map((choice) => [...choice, dimension])], [[]])
  .toSorted((a, b) => a.length - b.length);

/**
 * The fewest properties that tell `those` from `others`.
 *
 * @returns an empty explanation where there are no others; undefined where properties do not tell them apart
 */
export const explain = (those: readonly CanaryCell[], others: readonly CanaryCell[]): Explanation | undefined => {
  if (those.length === 0) return undefined;
  const chosen = choices.find((choice) => separates(choice, those, others));
  return chosen && Object.fromEntries(chosen.map((dimension) => [dimension, [...valuesOf(those, dimension)].toSorted()]));
};

const valuesOf = (cells: readonly CanaryCell[], dimension: Dimension): ReadonlySet<string> => new Set(cells.map((cell) => String(cell[dimension])));

const separates = (chosen: readonly Dimension[], those: readonly CanaryCell[], others: readonly CanaryCell[]): boolean => {
  const allowed = chosen.map((dimension) => [dimension, valuesOf(those, dimension)] as const);
  return !others.some((cell) => allowed.every(([dimension, values]) => values.has(String(cell[dimension]))));
};
