/** Whoever watches sees a line that lives; a log gets lines that stay. */
import { steadyNow } from './clock.ts';
import { createLiveProgress } from './live-progress.ts';
import type { Output } from './output.ts';
import type { ProgressLine } from './progress-line.ts';

export interface Watching<Event> {
  readonly onProgress: (event: Event) => void;
  readonly end: () => void;
}

/** Often enough for tenths of seconds to look alive. */
const againMs = 250;

const again = (call: () => void): (() => void) => {
  const timer = setInterval(call, againMs).unref();
  return () => clearInterval(timer);
};

export interface Telling<Event> {
  readonly describe: (event: Event) => ProgressLine;
  readonly plainly: (note: (text: string) => void, now: () => number) => (event: Event) => void;
}

export const watch = <Event>({ status, note }: Pick<Output, 'status' | 'note'>, { describe, plainly }: Telling<Event>): Watching<Event> => {
  if (status === undefined) return { onProgress: plainly(note, steadyNow), end: () => undefined };
  const live = createLiveProgress({ status, now: steadyNow, again });
  return { onProgress: (event) => live.show(describe(event)), end: live.end };
};
