/** Spans of time on the coordinator's clock, and what they have in common. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Kubelet probes come once a second and control dials five times: what was seen a second ago, or will be, is seen now. */
export const toleranceMs = 1000;

/** Whether two windows touch. */
export const overlaps = (a: Window, b: Window, tolerance = toleranceMs): boolean => a.fromMs <= b.toMs + tolerance && b.fromMs <= a.toMs + tolerance;

/**
 * The parts of windows through which something was seen, without a gap of more than twice the tolerance. A single
 * sighting at one end of a long window says nothing of its other end.
 */
export const seenDuring = (sightings: readonly Window[], windows: readonly Window[]): Window[] => {
  const spans = merge(sightings);
  return windows.flatMap((window) =>
    spans
      .map((span) => ({ fromMs: Math.max(span.fromMs, window.fromMs), toMs: Math.min(span.toMs, window.toMs) }))
      .filter((part) => part.fromMs <= part.toMs),
  );
};

const merge = (sightings: readonly Window[]): Window[] => {
  const merged: Window[] = [];
  for (const { fromMs, toMs } of sightings.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    const span = { fromMs: fromMs - toleranceMs, toMs: toMs + toleranceMs };
    if (last !== undefined && span.fromMs <= last.toMs) merged[merged.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
    else merged.push(span);
  }
  return merged;
};
