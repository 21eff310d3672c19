/** One cell in one step: whether it is as it must be, and since when. */
import type { Sight } from './sights.ts';

export interface CellLook {
  readonly expected: 'allow' | 'deny';
  /** Attempts since the step began. */
  readonly of: number;
  /** Of these not as they must be. */
  readonly wrong: number;
  /** Start of the last attempt that was not as it must be; absent where there was none. */
  readonly lastWrongMs?: number;
  /** It was as it must be, at least twice in a row, and then was not: so many attempts. */
  readonly relapses: number;
  /** The last attempt. */
  readonly last?: Sight;
}

/** What counts as one relapse rather than as a change that is still under way. */
const steady = 2;

/** @param sights since the step began, in order */
export const lookAt = (expected: 'allow' | 'deny', sights: readonly Sight[]): CellLook => {
  const wanted = expected === 'allow' ? 'open' : 'closed';
  let lastWrongMs: number | undefined;
  let inARow = 0;
  let wrong = 0;
  let relapses = 0;
  for (const { is, atMs } of sights) {
    if (is === wanted) {
      inARow += 1;
      continue;
    }
    if (inARow >= steady) relapses += 1;
    inARow = 0;
    wrong += 1;
    lastWrongMs = atMs;
  }
  const last = sights.at(-1);
  return { expected, of: sights.length, wrong, ...(lastWrongMs === undefined ? {} : { lastWrongMs }), relapses, ...(last === undefined ? {} : { last }) };
};

/** What must be seen after the last wrong attempt of any cell before a step counts as done. */
export interface Settling {
  /** Attempts of a cell that must be closed, and the time from the first to the last of them. */
  readonly denies: number;
  readonly denyMs: number;
  /** Attempts of a cell that must be open. */
  readonly allows: number;
}

/** Since when the matrix stands: until the last attempt that was wrong anywhere, policy was still taking effect. */
export const standsSince = (looks: readonly CellLook[], stepMs: number): number => Math.max(stepMs, ...looks.map(({ lastWrongMs = 0 }) => lastWrongMs));

/** @param right the cell's attempts since then, all of them as they must be */
export const isSettled = (expected: 'allow' | 'deny', right: readonly Sight[], { denies, denyMs, allows }: Settling): boolean => {
  if (expected === 'allow') return right.length >= allows;
  return right.length >= denies && (right.at(-1)?.atMs ?? 0) - (right[0]?.atMs ?? 0) >= denyMs;
};
