/**
 * What policy allows and is lost for a moment, now and then: by an enforcer that drops, or by a network that loses, or because a
 * pod stalls. It was the enforcer where all that it guards was lost together, while everybody concerned was alive.
 */
import type { WorldCell } from '../world/cells.ts';
import type { Instance } from '../world/instances.ts';
import type { Sight } from './sights.ts';

export interface Watched {
  readonly cell: WorldCell;
  readonly expected: 'allow' | 'deny';
  /** A policy speaks of this way. */
  readonly guarded: boolean;
  /** In order. */
  readonly sights: readonly Sight[];
}

/** In a row, of one way or of all ways of a pod: a network that loses one of ten loses six in a row once in a million. */
const lossRun = 6;

/** Of those that a pod lost so many must have been there: one may stall. */
const fewestAlive = 2;

/** @returns the ways that policy allows and that were closed, together or each alone */
export const lapsedIn = <T extends Watched>(all: readonly T[]): T[] => {
  const guarded = all.filter((one) => one.expected === 'allow' && one.guarded);
  const pods = new Map(guarded.flatMap(({ cell: { from, to } }) => [from, to]).map((pod) => [pod.label, pod]));
  const alone = guarded.filter((one) => runsOf([one]).some((run) => isShut(one, run, all)));
  const together = [...pods.values()].flatMap((pod) => groupsOf(pod, guarded).flatMap((group) => runsOf(group).filter((run) => isCutOff(pod, run, all))));
  return [...new Set([...alone, ...together.flatMap((run) => run.map(({ of }) => of))])];
};

/** An enforcer may drop one direction alone, or one protocol. */
const groupsOf = <T extends Watched>(pod: Instance, guarded: readonly T[]): T[][] => {
  const own = guarded.filter(touches(pod));
  return [own, own.filter(({ cell }) => cell.from.label === pod.label), ...(['TCP', 'UDP'] as const).map((transport) => own.filter(({ cell }) => cell.way.transport === transport))];
};

interface Lost<T> {
  readonly of: T;
  readonly atMs: number;
}

/** Attempts one after the other that all failed, of a group of ways; long enough to count. */
export const runsOf = <T extends Watched>(group: readonly T[]): Lost<T>[][] => {
  const all = group.flatMap((of) => of.sights.filter(({ is }) => is !== 'unclear').map(({ atMs, is }) => ({ of, atMs, is }))).toSorted((one, other) => one.atMs - other.atMs);
  const runs: Lost<T>[][] = [[]];
  for (const one of all) {
    if (one.is === 'closed') runs.at(-1)?.push(one);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  return runs.filter(({ length }) => length >= lossRun);
};

/** One way, while both its ends got through to somebody else, and so did their neighbours. */
const isShut = (one: Watched, run: readonly Lost<Watched>[], all: readonly Watched[]): boolean =>
  [one.cell.from, one.cell.to].every((end) => isOpenDuring(run, all.filter((other) => other !== one && touches(end)(other))) && isSoundAround(end, run, all));

/** All that policy allows a pod: it was awake, others that it lost got through to somebody else, and so did its neighbours of whom no policy speaks. */
const isCutOff = (pod: Instance, run: readonly Lost<Watched>[], all: readonly Watched[]): boolean => {
  const others = new Map(run.flatMap(({ of: { cell } }) => [cell.from, cell.to]).map((end) => [end.label, end]));
  others.delete(pod.label);
  return (
    all.some((one) => one.cell.from.label === pod.label && during(run, one).length > 0) &&
    [...others.values()].filter((end) => isOpenDuring(run, all.filter((one) => touches(end)(one) && !touches(pod)(one)))).length >= fewestAlive &&
    isSoundAround(pod, run, all)
  );
};

/** Of what no policy speaks of, and touches the node, something was heard, and nothing was lost. */
const isSoundAround = ({ node }: Instance, run: readonly Lost<Watched>[], all: readonly Watched[]): boolean => {
  const sights = all.filter(({ cell, guarded, expected }) => expected === 'allow' && !guarded && [cell.from.node, cell.to.node].includes(node)).flatMap((one) => during(run, one));
  return sights.length > 0 && sights.every(({ is }) => is === 'open');
};

/** Who answers by a Service is not known. */
const touches =
  (pod: Instance) =>
  ({ cell }: Watched): boolean =>
    cell.from.label === pod.label || (cell.to.label === pod.label && cell.way.path === 'pod-ip');

const isOpenDuring = (run: readonly Lost<Watched>[], ways: readonly Watched[]): boolean => ways.some((way) => during(run, way).some(({ is }) => is === 'open'));

const during = (run: readonly Lost<Watched>[], { sights }: Watched): Sight[] => {
  const [fromMs = 0, toMs = 0] = [run[0]?.atMs, run.at(-1)?.atMs];
  return sights.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
};
