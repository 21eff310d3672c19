/** Spans of time on the coordinator's clock, and what they have in common. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When something was seen, and the nearest moments before and after at which it was looked for and not seen. */
export interface Sighting extends Window {
  readonly missedBeforeMs?: number;
  readonly missedAfterMs?: number;
}

/** Kubelet probes come once a second and control dials five times: what was seen a second ago, or will be, is seen now. */
export const toleranceMs = 1000;

/** Between two sightings there is at most this much time, or nobody knows what was in between. */
export const gapMs = 2 * toleranceMs;

/**
 * How far a sighting speaks beyond itself. Less than the shortest time in which anything settles, so that no deny can
 * rest on the moments after the last sign of life, be the clocks of two pods a little apart.
 */
const edgeMs = 750;

/** Whether two windows touch. */
export const overlaps = (a: Window, b: Window, tolerance = toleranceMs): boolean => a.fromMs <= b.toMs + tolerance && b.fromMs <= a.toMs + tolerance;

/** The longest of several; none of none. */
export const longestOf = (windows: readonly Window[]): Window | undefined => windows.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];

export const lengthOf = ({ fromMs, toMs }: Window): number => toMs - fromMs;

/**
 * The parts of windows through which something was seen, without a gap. A single sighting at one end of a long window
 * says nothing of its other end, and none speaks for a time at which it is known to be otherwise.
 */
export const seenDuring = (sightings: readonly Sighting[], windows: readonly Window[]): Window[] => {
  const spans = merge(sightings);
  return windows.flatMap((window) =>
    spans
      .map((span) => ({ fromMs: Math.max(span.fromMs, window.fromMs), toMs: Math.min(span.toMs, window.toMs) }))
      .filter((part) => part.fromMs <= part.toMs),
  );
};

const merge = (sightings: readonly Sighting[]): Window[] => {
  const merged: Sighting[] = [];
  for (const next of sightings.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last === undefined || next.fromMs > last.toMs + gapMs) merged.push(next);
    else if (next.toMs > last.toMs) merged[merged.length - 1] = joined(last, next);
  }
  return merged.map(widened);
};

const joined = ({ fromMs, missedBeforeMs }: Sighting, { toMs, missedAfterMs }: Sighting): Sighting => ({
  fromMs,
  toMs,
  ...(missedBeforeMs === undefined ? {} : { missedBeforeMs }),
  ...(missedAfterMs === undefined ? {} : { missedAfterMs }),
});

const widened = ({ fromMs, toMs, missedBeforeMs = Number.NEGATIVE_INFINITY, missedAfterMs = Number.POSITIVE_INFINITY }: Sighting): Window => ({
  fromMs: Math.min(fromMs, Math.max(fromMs - edgeMs, missedBeforeMs)),
  toMs: Math.max(toMs, Math.min(toMs + edgeMs, missedAfterMs)),
});
