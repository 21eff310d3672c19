/**
 * An enforcer that drops everything for a moment, now and then: too short for one way to be missed, but of all that policy
 * allows nothing gets through, while all that no policy speaks of does.
 */
import type { WorldCell } from '../world/cells.ts';
import type { Sight } from './sights.ts';

interface Watched {
  readonly cell: WorldCell;
  /** A policy speaks of this way. */
  readonly guarded: boolean;
  readonly sights: readonly Sight[];
}

/** In a row, over all ways; by more than one pod, and at more than one, since a pod may stall. */
const fewestLost = 6;

/** At least so many others got through meanwhile, and none did not. */
const fewestThrough = 3;

/** @param allowed all that must be open @returns what was closed while all that policy allows was */
export const lapsedIn = <T extends Watched>(allowed: readonly T[]): T[] => {
  const guarded = allowed.filter((one) => one.guarded);
  const others = allowed.filter((one) => !one.guarded).flatMap(({ sights }) => sights);
  const nodes = new Set(guarded.flatMap(({ cell }) => [cell.from.node, cell.to.node]));
  // Each node has an enforcer of its own, and another may be right.
  const groups = [guarded, ...[...nodes].map((node) => guarded.filter(({ cell }) => cell.from.node === node || cell.to.node === node))];
  return [...new Set(groups.flatMap((group) => runsOf(group).filter((run) => isLapse(run, others)).flatMap((run) => run.map(({ of }) => of))))];
};

interface Lost<T> {
  readonly of: T;
  readonly atMs: number;
}

/** Attempts one after the other that all failed. */
const runsOf = <T extends Watched>(group: readonly T[]): Lost<T>[][] => {
  const all = group.flatMap((of) => of.sights.filter(({ is }) => is !== 'unclear').map(({ atMs, is }) => ({ of, atMs, is }))).toSorted((one, other) => one.atMs - other.atMs);
  const runs: Lost<T>[][] = [[]];
  for (const one of all) {
    if (one.is === 'closed') runs.at(-1)?.push(one);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  return runs;
};

const isLapse = (run: readonly Lost<Watched>[], others: readonly Sight[]): boolean => {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined || run.length < fewestLost) return false;
  const differ = (end: 'from' | 'to'): boolean => run.some(({ of }) => of.cell[end].label !== first.of.cell[end].label);
  const meanwhile = others.filter(({ atMs }) => atMs >= first.atMs && atMs <= last.atMs);
  return differ('from') && differ('to') && meanwhile.length >= fewestThrough && meanwhile.every(({ is }) => is === 'open');
};
