/** When a dial that bears witness got through. */
import { lossRun } from './settle.ts';
import type { Stretch } from './stretches.ts';
import { gapMs } from './windows.ts';
import type { Sighting, Window } from './windows.ts';

/**
 * What got through, piece by piece. A sighting does not speak beyond the next attempt that failed.
 *
 * @param patienceMs how much longer than the usual gap a dial may have paused between two attempts that got through
 */
export const sightingsOf = (stretches: readonly Stretch[], patienceMs = 0): Sighting[] =>
  stretches.flatMap((stretch, index) => {
    if (stretch.answer !== 'open') return [];
    const missedBeforeMs = stretches[index - 1]?.lastStartMs;
    const missedAfterMs = stretches[index + 1]?.fromMs;
    return bridge(stretch.pieces, gapMs + patienceMs).map((window) => ({
      ...window,
      ...(missedBeforeMs === undefined ? {} : { missedBeforeMs }),
      ...(missedAfterMs === undefined ? {} : { missedAfterMs }),
    }));
  });

const bridge = (pieces: readonly Window[], longestMs: number): Window[] => {
  const spans: Window[] = [];
  for (const { fromMs, toMs } of pieces) {
    const last = spans.at(-1);
    if (last !== undefined && fromMs - last.toMs <= longestMs) spans[spans.length - 1] = { fromMs: last.fromMs, toMs };
    else spans.push({ fromMs, toMs });
  }
  return spans;
};

/**
 * Whether a control had stopped getting through before the window's end. A few failures are loss and say nothing;
 * so many in a row at the end say that it died while we watched.
 *
 * @param failures fewer where the dial passes no network that could lose anything
 */
export const hasDied = (stretches: readonly Stretch[], window: Window, failures = lossRun): boolean => {
  const known = stretches.filter(({ answer, fromMs }) => answer !== 'unclear' && fromMs <= window.toMs);
  const failed = known.slice(known.findLastIndex(({ answer }) => answer === 'open') + 1);
  return failed.reduce((sum, { attempts }) => sum + attempts, 0) >= failures;
};
