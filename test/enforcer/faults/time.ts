import type { View } from '../view/view.ts';
import type { Situation } from './bend.ts';

/** The cluster as it was so long ago, or as it was when the fault began. */
export function viewBefore({ history, nowMs }: Situation, delayMs: number): View {
  const moment = history.findLast(({ atMs }) => atMs <= nowMs - delayMs) ?? history[0];
  if (moment === undefined) throw new Error('Cannot look back: nothing is known of the cluster');
  return moment.view;
}

/** The next instant at which something that has happened gets this old. */
export function nextAged(events: Iterable<number>, ageMs: number, nowMs: number): number | undefined {
  const due = [...events].map((atMs) => atMs + ageMs).filter((atMs) => atMs > nowMs);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** When a delayed view changes next. */
export function nextSeen({ history, nowMs }: Situation, delayMs: number): number | undefined {
  return nextAged(history.map(({ atMs }) => atMs), delayMs, nowMs);
}
