/** One cell in one step: whether it is as it must be, and since when. */
import type { Sight } from './sights.ts';

export interface CellLook {
  readonly expected: 'allow' | 'deny';
  /** Attempts since the step began. */
  readonly of: number;
  /** Of these as they must be. */
  readonly right: number;
  /** Of these that showed the opposite; an attempt that shows nothing is neither right nor wrong. */
  readonly wrong: number;
  /** Start of the last attempt that was wrong; absent where there was none. */
  readonly lastWrongMs?: number;
  /** Start of the last attempt that was not right, be it that it showed nothing; absent where there was none. */
  readonly lastAmissMs?: number;
  /** It was right, at least twice in a row, and then was wrong: so many attempts. */
  readonly relapses: number;
  /** The last attempt. */
  readonly last?: Sight;
}

/** What counts as one relapse rather than as a change that is still under way. */
const steady = 2;

/** @param sights since the step began, in order */
export const lookAt = (expected: 'allow' | 'deny', sights: readonly Sight[]): CellLook => {
  const wanted = expected === 'allow' ? 'open' : 'closed';
  const right = sights.filter(({ is }) => is === wanted);
  const wrong = sights.filter(({ is }) => is !== wanted && is !== 'unclear');
  const lastWrongMs = wrong.at(-1)?.atMs;
  const lastAmissMs = sights.findLast(({ is }) => is !== wanted)?.atMs;
  const last = sights.at(-1);
  return {
    expected,
    of: sights.length,
    right: right.length,
    wrong: wrong.length,
    ...(lastWrongMs === undefined ? {} : { lastWrongMs }),
    ...(lastAmissMs === undefined ? {} : { lastAmissMs }),
    relapses: relapsesIn(sights.filter(({ is }) => is !== 'unclear').map(({ is }) => is === wanted)),
    ...(last === undefined ? {} : { last }),
  };
};

const relapsesIn = (rights: readonly boolean[]): number =>
  rights.filter((right, index) => !right && index >= steady && rights.slice(index - steady, index).every(Boolean)).length;

/** What must be seen after the last wrong attempt of any cell before a step counts as done. */
export interface Settling {
  /** Attempts of a cell that must be closed, and the time from the first to the last of them. */
  readonly denies: number;
  readonly denyMs: number;
  /** Attempts of a cell that must be open. */
  readonly allows: number;
}

/** Since when the matrix stands: until the last attempt that was not right anywhere, policy may still have been taking effect. */
export const standsSince = (looks: readonly CellLook[], stepMs: number): number => Math.max(stepMs, ...looks.map(({ lastAmissMs = 0 }) => lastAmissMs));

/** @param right the cell's attempts since then, all of them as they must be */
export const isSettled = (expected: 'allow' | 'deny', right: readonly Sight[], { denies, denyMs, allows }: Settling): boolean => {
  if (expected === 'allow') return right.length >= allows;
  return right.length >= denies && (right.at(-1)?.atMs ?? 0) - (right[0]?.atMs ?? 0) >= denyMs;
};
