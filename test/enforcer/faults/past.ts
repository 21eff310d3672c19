/** What a fault remembers: what is over, and since when the rest is there. */
import type { Pod, Policy, View } from '../view/view.ts';
import type { Moment, Situation } from './bend.ts';

/** Something that was there once, as it was last. */
export interface Gone<T> {
  readonly last: T;
  readonly goneMs: number;
}

/** Policies that were deleted, one by one even where another has the name by now. */
export function gonePolicies({ history }: Situation): Gone<Policy>[] {
  return gone(history.map(({ atMs, view }) => ({ atMs, items: view.policies })));
}

/** Pods that no longer have addresses, as they were when they had them: deleted or finished. */
export function gonePods({ history }: Situation): Gone<Pod>[] {
  return gone(history.map(({ atMs, view }) => ({ atMs, items: view.pods.filter(({ addresses, finished, hostNetwork }) => addresses.length > 0 && !finished && !hostNetwork) })));
}

/** The moment at which each object was first there, by uid; the latest comer is last. */
export function firstMoments({ history }: Situation, itemsOf: (view: View) => readonly { readonly uid: string }[]): Map<string, Moment> {
  const first = new Map<string, Moment>();
  for (const moment of history) for (const { uid } of itemsOf(moment.view)) first.set(uid, first.get(uid) ?? moment);
  return first;
}

function gone<T extends { readonly uid: string }>(moments: readonly { readonly atMs: number; readonly items: readonly T[] }[]): Gone<T>[] {
  const seen = new Map<string, { readonly last: T; readonly index: number }>();
  moments.forEach(({ items }, index) => items.forEach((last) => seen.set(last.uid, { last, index })));
  return [...seen.values()].flatMap(({ last, index }) => {
    const next = moments[index + 1];
    return next === undefined ? [] : [{ last, goneMs: next.atMs }];
  });
}
