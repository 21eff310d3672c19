/** Whether figures that were taken again and again go on growing. Pure. */
import { distributionOf } from '../distribution.ts';

/** From one third of the time to the next. What starts, fills its caches and its history, which is over by the middle. */
const mostGrowth = 1.05;

/** Fewer tell of chance. */
const fewestRows = 15;

/** @returns the names of those whose median is higher in the last third of the time than in the middle, with both */
export const growing = (rows: readonly Readonly<Record<string, number>>[]): string[] => {
  const [first] = rows;
  if (first === undefined || rows.length < fewestRows) return [];
  const third = Math.floor(rows.length / 3);
  return Object.keys(first).flatMap((name) => {
    const values = rows.map((row) => row[name] ?? 0);
    const [before, after] = [values.slice(third, 2 * third), values.slice(2 * third)].map((part) => distributionOf(part).median) as [number, number];
    return after > before * mostGrowth ? [`${name} grew from ${before} to ${after}`] : [];
  });
};
