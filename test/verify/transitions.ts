/** From what a dial met over time to how long a change of policy took to reach it. Pure. */
import type { Stretch } from '../../src/interpret/stretches.ts';

/** A change of policy, and what every dial has to meet from then on. */
export interface PolicyChange {
  /** When it was asked for: from here on it may take effect. */
  readonly askedMs: number;
  /** When the API server had accepted it. */
  readonly atMs: number;
  readonly becomes: 'open' | 'closed';
}

/**
 * From each change to the last attempt that still met the old answer, in milliseconds; 0 where none did. As exact as
 * attempts are close. A dial that never turned before the next change is `Infinity`.
 */
export const latenciesOf = (stretches: readonly Stretch[], changes: readonly PolicyChange[]): number[] =>
  changes.map(({ atMs, becomes }, index) => {
    const untilMs = changes[index + 1]?.askedMs ?? Number.POSITIVE_INFINITY;
    const starts = stretches.flatMap(({ answer, pieces }) => pieces.map(({ fromMs, toMs }) => ({ answer, fromMs, toMs })));
    const within = starts.filter(({ fromMs, toMs }) => toMs > atMs && fromMs < untilMs);
    if (within.findLast(({ answer }) => answer !== 'unclear')?.answer !== becomes) return Number.POSITIVE_INFINITY;
    // An attempt that was no answer, for want of CPU say, is neither.
    const before = becomes === 'closed' ? 'open' : 'closed';
    const old = within.findLast(({ answer }) => answer === before);
    return old === undefined ? 0 : Math.max(0, Math.min(old.toMs, untilMs) - atMs);
  });
