/**
 * A deny of the canary and its twin: the same two pods by the same way, under the same policy, at the port that it opens.
 * Whatever keeps both closed is no policy: a Service without an endpoint, a pod that nobody knows yet.
 */
import type { DestinationObservation } from '../model/observation.ts';
import { expectedOf } from '../model/plan.ts';
import type { PlannedCell } from '../model/plan.ts';
import type { Settings } from '../model/recording.ts';

type Observed = readonly DestinationObservation[];

/**
 * A deny counts once its twin was open for a while beside it. A twin that is closed for good is a finding of its own, and
 * takes nothing from the deny.
 *
 * @param observations of each cell, in the order of the cells
 */
export const heedTwins = (cells: readonly PlannedCell[], observations: readonly Observed[], { settleHoldMs }: Pick<Settings, 'settleHoldMs'>): Observed[] => {
  const twins = new Map(cells.flatMap((planned, index) => (expectedOf(planned) === 'allow' && planned.canary !== undefined ? [[twinKey(planned), observations[index]?.[0]] as const] : [])));
  return cells.map((planned, index) => {
    const seen = observations[index] ?? [];
    const { canary } = planned;
    if (canary === undefined || expectedOf(planned) === 'allow' || canary.direction === 'peers') return seen;
    const twin = twins.get(twinKey(planned));
    return seen.map((deny) => (deny.state === 'unreachable' && !isBorneOut(deny, twin, settleHoldMs) ? unproven(deny) : deny));
  });
};

const twinKey = ({ cell: { source, target, transport, path, family }, canary }: PlannedCell): string => JSON.stringify([source, target, transport, path, family, canary?.direction]);

const isBorneOut = ({ held }: DestinationObservation, twin: DestinationObservation | undefined, settleHoldMs: number): boolean => {
  if (twin === undefined) return false;
  if (twin.state === 'inconclusive') return twin.doubt === 'source-reaches-nothing';
  if (twin.state !== 'reachable') return true;
  return (held?.toMs ?? 0) - (twin.held?.fromMs ?? 0) >= settleHoldMs;
};

const unproven = ({ label, address, tally, evidence }: DestinationObservation): DestinationObservation => ({
  label,
  address,
  tally,
  state: 'inconclusive',
  doubt: 'twin-not-open',
  reason: 'what the same policy allows had not got through for long enough by the same way',
  ...(evidence === undefined ? {} : { evidence }),
});
