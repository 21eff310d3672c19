/** Tells on stderr what a run is doing: one line a phase, so that a CI log stays readable. */
import type { ProgressEvent } from '../run/context.ts';

/** Lines of one phase are at least this far apart, but for the line that completes it. A hold may last half an hour. */
const everyMs = (phase: ProgressEvent['phase']): number => (phase === 'hold' ? 10_000 : 1000);

export const createProgress = (note: (text: string) => void, now: () => number): ((event: ProgressEvent) => void) => {
  const since = now();
  let last = { phase: '', text: '', atMs: 0 };
  return (event) => {
    const text = describe(event);
    const soon = event.phase === last.phase && now() - last.atMs < everyMs(event.phase) && !isComplete(event);
    if (text === last.text || soon) return;
    last = { phase: event.phase, text, atMs: now() };
    note(`${((now() - since) / 1000).toFixed(1).padStart(5)} s  ${text}`);
  };
};

const isComplete = (event: ProgressEvent): boolean => {
  if (event.phase === 'launch') return event.started === event.pods;
  if (event.phase === 'hold') return event.heldMs >= event.holdMs;
  return event.phase !== 'observe' || event.settled === event.total;
};

const describe = (event: ProgressEvent): string => {
  switch (event.phase) {
    case 'launch':
      return `launch: ${event.started} of ${event.pods} pods`;
    case 'observe':
      return `observe: ${event.settled} of ${event.total} destinations settled`;
    case 'hold':
      return `holding ${Math.floor(event.heldMs / 1000)} of ${event.holdMs / 1000} s`;
    case 'read':
    case 'preflight':
    case 'collect':
    case 'tear down':
      return event.phase;
  }
};
