/** Tells on stderr what a run is doing: one line a phase, so that a CI log stays readable. */
import type { ProgressEvent } from '../run/context.ts';

export const createProgress = (note: (text: string) => void, now: () => number): ((event: ProgressEvent) => void) => {
  const since = now();
  let last = '';
  return (event) => {
    const text = describe(event);
    if (text === last) return;
    last = text;
    note(`${((now() - since) / 1000).toFixed(1).padStart(5)} s  ${text}`);
  };
};

const describe = (event: ProgressEvent): string => {
  switch (event.phase) {
    case 'launch':
      return `launch: ${event.started} of ${event.pods} pods`;
    case 'observe':
      return `observe: ${event.settled} of ${event.total} destinations settled`;
    case 'read':
    case 'preflight':
    case 'collect':
    case 'tear down':
      return event.phase;
  }
};
