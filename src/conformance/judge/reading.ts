/** One reading of what a step must lead to, held against what was seen. */
import type { Expectation } from '../case/case.ts';
import { expectedOf } from '../case/expected.ts';
import type { WorldCell } from '../world/cells.ts';
import type { Instance } from '../world/instances.ts';
import { isSettled, lookAt, standsSince } from './look.ts';
import type { Settling } from './look.ts';
import type { Sight } from './sights.ts';
import type { Judged } from './step.ts';

/** Where sights come from. */
export interface Seen {
  readonly sights: (cell: WorldCell, fromMs: number) => readonly Sight[];
  /** Whether a pod has heard itself on every port since then. */
  readonly isAlive: (instance: Instance, fromMs: number) => boolean;
}

export interface Reading {
  readonly judged: readonly Judged[];
  /** The whole matrix stands, and everybody who keeps silent is alive. */
  readonly settled: boolean;
  /** Since when, at the earliest. */
  readonly standsMs: number;
}

/** A pod dials itself every 4 s; what it heard so long ago, it hears now. */
const heardMs = 5500;

/** @param stepMs when the last change of the step had been accepted */
export const readingOf = (cells: readonly WorldCell[], seen: Seen, { expected, before }: { readonly expected: Expectation; readonly before: Expectation }, stepMs: number, settling: Settling): Reading => {
  const looked = cells.map((cell) => {
    const must = expectedOf(expected, cell.way);
    return { cell, must, look: lookAt(must, seen.sights(cell, stepMs)), changed: expectedOf(before, cell.way) !== must };
  });
  const standsMs = standsSince(looked.map(({ look }) => look), stepMs);
  const judged = looked.map(({ cell, must, look, changed }): Judged => {
    const right = isSettled(must, seen.sights(cell, standsMs).filter(({ atMs }) => atMs > standsMs), settling);
    // What is closed shows a policy only where somebody is there who would have answered.
    const silentSinceMs = must === 'deny' ? standsMs : look.last?.is === 'closed' ? look.last.atMs : undefined;
    const heard = silentSinceMs === undefined || seen.isAlive(cell.to, silentSinceMs - heardMs);
    return { cell, look, changed, heard, settled: right && heard };
  });
  return { judged, settled: judged.every(({ settled }) => settled), standsMs };
};
