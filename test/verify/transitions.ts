/** From what a dial met over time to how long a change of policy took to reach it. Pure. */
import type { Stretch } from '../../src/interpret/stretches.ts';

/** A moment at which the API server had accepted a change, and what every dial has to meet from then on. */
export interface PolicyChange {
  readonly atMs: number;
  readonly becomes: 'open' | 'closed';
}

/**
 * From each change to the last attempt that still met the old answer, in milliseconds; 0 where none did. As exact as
 * attempts are close. A dial that never turned before the next change is `Infinity`.
 */
export const latenciesOf = (stretches: readonly Stretch[], changes: readonly PolicyChange[]): number[] =>
  changes.map(({ atMs, becomes }, index) => {
    const untilMs = changes[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    const starts = stretches.flatMap(({ answer, pieces }) => pieces.map(({ fromMs, toMs }) => ({ answer, fromMs, toMs })));
    const within = starts.filter(({ fromMs, toMs }) => toMs > atMs && fromMs < untilMs);
    if (within.at(-1)?.answer !== becomes) return Number.POSITIVE_INFINITY;
    const old = within.findLast(({ answer }) => answer !== becomes);
    return old === undefined ? 0 : Math.max(0, Math.min(old.toMs, untilMs) - atMs);
  });
