/**
 * What the canary's pods meet before they can meet anybody is no policy's doing: a fresh pod that has no network yet, and
 * a Service of ours whose endpoint is not ready, or not known to this node, which is kube-proxy's business.
 */
import { expectedOf } from '../model/plan.ts';
import type { DialPlan, Plan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { LogIndex } from './logs.ts';
import type { Stretch } from './stretches.ts';

/** Attempts of two dials lie apart, and so do our readings of two pods' clocks. */
const unevenMs = 1000;

/** @returns the stretches of a dial; of the canary's denies, without those that end before its pod or its Service was served */
export const sinceServed = (plan: Pick<Plan, 'cells' | 'pods'>, dials: readonly DialPlan[], logs: Pick<LogIndex, 'stretches'>): ((dial: DialPlan) => readonly Stretch[]) => {
  const asked = new Set(plan.cells.flatMap(({ cell, canary }) => (canary === undefined ? [] : [cell.id])));
  const denied = new Set(plan.cells.flatMap((planned) => (planned.canary !== undefined && expectedOf(planned) === 'deny' ? [planned.cell.id] : [])));
  const virtual = new Set(plan.cells.flatMap(({ cell, canary }) => (canary !== undefined && cell.path === 'cluster-ip' ? [cell.id] : [])));
  const nodes = new Map(plan.pods.map((pod) => [keyOf(pod), pod.node]));
  const wayOf = ({ from, address }: DialPlan): string => `${nodes.get(keyOf(from))} ${address}`;
  const own = dials.filter((dial) => isAbout(dial, asked));
  const podFrom = firstOpen(own, ({ from }) => keyOf(from), logs);
  const wayFrom = firstOpen(own.filter((dial) => isAbout(dial, virtual)), wayOf, logs);
  return (dial) => {
    const stretches = logs.stretches(dial);
    if (!isAbout(dial, denied)) return stretches;
    const fromMs = Math.max(podFrom.get(keyOf(dial.from)) ?? 0, wayFrom.get(wayOf(dial)) ?? 0);
    return stretches.slice(Math.max(0, stretches.findIndex(({ answer, lastStartMs }) => answer === 'open' || lastStartMs > fromMs + unevenMs)));
  };
};

const isAbout = ({ purpose }: DialPlan, cells: ReadonlySet<string>): boolean => purpose.kind === 'cell' && purpose.cells.some(({ cell }) => cells.has(cell));

/** When something first got through, by what the dials have in common. */
const firstOpen = (dials: readonly DialPlan[], keyFor: (dial: DialPlan) => string, logs: Pick<LogIndex, 'stretches'>): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (const dial of dials) {
    const opened = logs.stretches(dial).find(({ answer }) => answer === 'open');
    if (opened !== undefined) first.set(keyFor(dial), Math.min(opened.fromMs, first.get(keyFor(dial)) ?? Number.POSITIVE_INFINITY));
  }
  return first;
};
