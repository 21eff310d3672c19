/** How values are spread, in the few numbers that a table has room for. */
export interface Distribution {
  readonly count: number;
  readonly min: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

/** By nearest rank, so that every number is one that was measured. All zero where there is no value. */
export const distributionOf = (values: readonly number[]): Distribution => {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, min: rank(0), median: rank(0.5), p90: rank(0.9), max: rank(1) };
};

export const tableHead = '| what | samples | min | median | 90 % | max |\n|---|---|---|---|---|---|';

export const tableRow = (what: string, unit: string, values: readonly number[]): string => {
  const { count, min, median, p90, max } = distributionOf(values);
  const told = (value: number): string => (Number.isFinite(value) ? `${Math.round(value * 10) / 10} ${unit}` : 'never');
  return `| ${[what, count, ...[min, median, p90, max].map(told)].join(' | ')} |`;
};
