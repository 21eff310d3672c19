/** What a dial met over time, short enough for a report. */
import type { AnswerWindow } from '../model/observation.ts';
import type { Stretch } from './stretches.ts';

/** A start-up, an opening and a few interruptions fit; nobody reads more, and each cell of a report has them. */
const mostWindows = 16;

/** @param startedMs the probe's first instruction, from which the windows count */
export const answersOf = (stretches: readonly Stretch[], startedMs: number): AnswerWindow[] => {
  const windows = stretches.map((stretch) => windowOf(stretch, startedMs));
  while (windows.length > mostWindows) {
    const at = shortestPair(windows);
    windows.splice(at, 2, joined(windows[at], windows[at + 1]));
  }
  return windows;
};

const windowOf = ({ answer, attempts, fromMs, lastStartMs }: Stretch, startedMs: number): AnswerWindow => ({
  fromMs: Math.round(fromMs - startedMs),
  toMs: Math.round(lastStartMs - startedMs),
  open: 0,
  closed: 0,
  unclear: 0,
  [answer]: attempts,
});

/** Where the two neighbours begin that together took the least time: what is long is what a reader wants to see. */
const shortestPair = (windows: readonly AnswerWindow[]): number => {
  const lengths = windows.slice(1).map(({ toMs }, index) => toMs - (windows[index]?.fromMs ?? 0));
  return lengths.indexOf(Math.min(...lengths));
};

const joined = (one: AnswerWindow = nothing, next: AnswerWindow = nothing): AnswerWindow => ({
  fromMs: one.fromMs,
  toMs: next.toMs,
  open: one.open + next.open,
  closed: one.closed + next.closed,
  unclear: one.unclear + next.unclear,
});

const nothing: AnswerWindow = { fromMs: 0, toMs: 0, open: 0, closed: 0, unclear: 0 };
