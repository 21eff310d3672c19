/**
 * A Service that the run has made leads nowhere until its endpoint is ready, and is refused or silent until then: that is
 * kube-proxy's doing and no policy's. From when on somebody on the same node got through to it, by any port, it has one.
 */
import type { DialPlan, Plan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { LogIndex } from './logs.ts';
import type { Stretch } from './stretches.ts';

/** Two pods of a node meet the same rules; their attempts lie apart, and so do our readings of their clocks. */
const unevenMs = 1000;

/** @returns the stretches of a dial without those that end before its Service had an endpoint for its node */
export const sinceServed = (plan: Pick<Plan, 'cells' | 'pods'>, dials: readonly DialPlan[], logs: Pick<LogIndex, 'stretches'>): ((dial: DialPlan) => readonly Stretch[]) => {
  const virtual = new Set(plan.cells.flatMap(({ cell, destinations }) => (destinations.some(({ address }) => typeof address === 'object' && 'service' in address) ? [cell.id] : [])));
  const nodes = new Map(plan.pods.map((pod) => [keyOf(pod), pod.node]));
  const leadsToOurs = ({ purpose }: DialPlan): boolean => purpose.kind === 'cell' && purpose.cells.some(({ cell }) => virtual.has(cell));
  const wayOf = ({ from, address }: DialPlan): string => `${nodes.get(keyOf(from))} ${address}`;
  const servedFrom = new Map<string, number>();
  for (const dial of dials.filter(leadsToOurs)) {
    const opened = logs.stretches(dial).find(({ answer }) => answer === 'open');
    if (opened !== undefined) servedFrom.set(wayOf(dial), Math.min(opened.fromMs, servedFrom.get(wayOf(dial)) ?? Number.POSITIVE_INFINITY));
  }
  return (dial) => {
    const fromMs = leadsToOurs(dial) ? servedFrom.get(wayOf(dial)) : undefined;
    const stretches = logs.stretches(dial);
    return fromMs === undefined ? stretches : stretches.slice(Math.max(0, stretches.findIndex(({ answer, lastStartMs }) => answer === 'open' || lastStartMs > fromMs + unevenMs)));
  };
};
