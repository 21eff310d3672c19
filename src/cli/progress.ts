/** Tells on stderr what a run is doing: one line a phase, so that a CI log stays readable. */
import { inSeconds } from '../interpret/words.ts';
import type { RunReport } from '../model/report.ts';
import type { ProgressEvent } from '../run/context.ts';
import { atSeconds, partOf, tell } from './progress-line.ts';
import type { ProgressLine } from './progress-line.ts';

/** Lines of one phase are at least this far apart, but for the line that completes it. A hold may last half an hour. */
const everyMs = (phase: ProgressEvent['phase']): number => (phase === 'hold' ? 10_000 : 1000);

export const createProgress = (note: (text: string) => void, now: () => number): ((event: ProgressEvent) => void) => {
  const since = now();
  let last = { phase: '', text: '', atMs: 0 };
  return (event) => {
    const line = describeProgress(event);
    const soon = event.phase === last.phase && now() - last.atMs < everyMs(event.phase) && !isComplete(line);
    if (line.text === last.text || soon) return;
    last = { phase: event.phase, text: line.text, atMs: now() };
    note(atSeconds(now() - since, tell(line)));
  };
};

/** What the run asked of the API server. @param perSecond the bound, in requests a second */
export const tellRequests = ({ apiCalls, phases }: Pick<RunReport, 'apiCalls' | 'phases'>, perSecond: number): string =>
  `${apiCalls} API calls in ${inSeconds(Object.values(phases).reduce((sum, ms) => sum + ms, 0))}, at most ${perSecond} a second in the long run`;

const isComplete = ({ part }: ProgressLine): boolean => part === undefined || part >= 1;

export const describeProgress = (event: ProgressEvent): ProgressLine => {
  const { phase } = event;
  switch (phase) {
    case 'preflight':
      return { phase, text: `${phase}: ${event.cells} cells, ${event.pods} pods on ${event.nodes} ${event.nodes === 1 ? 'node' : 'nodes'}` };
    case 'launch':
      return { phase, text: `${phase}: ${event.started} of ${event.pods} pods`, part: partOf(event.started, event.pods) };
    case 'observe':
      return { phase, text: `${phase}: ${event.settled} of ${event.total} destinations settled`, part: partOf(event.settled, event.total), ...(event.settled < event.total ? { leftMs: event.leftMs } : {}) };
    case 'hold':
      return { phase, text: `holding ${Math.floor(event.heldMs / 1000)} of ${event.holdMs / 1000} s`, part: partOf(event.heldMs, event.holdMs) };
    case 'read':
    case 'collect':
    case 'tear down':
      return { phase, text: phase };
  }
};
