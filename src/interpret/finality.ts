/**
 * When "open" is the last word. Policy takes effect after a while, and later for fresh pods: what is open may only be
 * open still.
 */
import type { DestinationObservation } from '../model/observation.ts';
import type { CanaryQuestion } from '../model/plan.ts';
import type { Settings } from '../model/recording.ts';
import { inMs } from './words.ts';

/** What got through last. */
export interface Openness {
  /** Start of the last attempt that got through; ms since the epoch. */
  readonly lastMs: number;
  /** The probe's first instruction; ms since the epoch. */
  readonly startedMs: number;
  /** It had been closed and stable before: policy was in effect there already. */
  readonly afterClosing: boolean;
}

/** Where policy decides: on the source's node for egress, on the target's for ingress. */
export interface Enforcer {
  readonly node: string;
  readonly direction: 'ingress' | 'egress';
}

/** An observation, who decides about it, and since or until when it was what it was. */
export interface Seen {
  readonly observation: DestinationObservation;
  readonly enforcers: readonly Enforcer[];
  /** What the canary asked here, of which enforcer. */
  readonly canary?: Pick<CanaryQuestion, 'node' | 'direction'>;
  readonly open?: Openness;
  /** Where it is closed: the probe's age, in milliseconds, from which on nothing got through. */
  readonly closedAtAgeMs?: number;
}

/**
 * Attempts are points in time: one that is due at the deadline may come one pause earlier. This is the shortest pause
 * of a gentle dial; whose last attempt comes earlier than that has not looked at the time that counts.
 */
const slackMs = 500;

/**
 * Marks what is open and may close yet. What counts is a probe's age, since it is fresh pods for which policy is late.
 * Open is final once something got through at an age that is by a hold above that of every proven closing by each
 * enforcer concerned, so that policy is known to have taken effect for pods of that age; or at an age at which the latest
 * enforcer must have closed it.
 */
export const finalityOf = (all: readonly Seen[], settings: Pick<Settings, 'settleHoldMs' | 'openDeadlineMs'>): ((one: Seen) => DestinationObservation) => {
  const closedBy = closings(all);
  return ({ observation, enforcers, open }) => {
    if (open === undefined || open.afterClosing || (observation.state !== 'reachable' && observation.state !== 'intermittent')) return observation;
    const ageMs = open.lastMs - open.startedMs;
    const outlasts = (enforcer: Enforcer): boolean => ageMs >= closedBy(enforcer) + settings.settleHoldMs;
    if (ageMs >= settings.openDeadlineMs - slackMs || (enforcers.length > 0 && enforcers.every(outlasts))) return observation;
    return { ...observation, doubt: 'not-final', reason: `open until ${inMs(ageMs)} of the pod's life; policy may take effect later` };
  };
};

/**
 * The greatest age at which a probe saw an enforcer close something. The canary's word counts where it asked, since its
 * pods are fresh and know their direction; elsewhere, whatever closed on the node.
 */
const closings = (seen: readonly Seen[]): ((enforcer: Enforcer) => number) => {
  const asked = new Set(seen.flatMap(({ canary }) => canary?.node ?? []));
  const byCanary = new Map<string, number>();
  const onNode = new Map<string, number>();
  for (const { observation, enforcers, canary, closedAtAgeMs } of seen) {
    if (observation.state !== 'unreachable' || closedAtAgeMs === undefined) continue;
    for (const { node } of enforcers) onNode.set(node, Math.max(onNode.get(node) ?? 0, closedAtAgeMs));
    if (canary !== undefined) byCanary.set(keyOf(canary), Math.max(byCanary.get(keyOf(canary)) ?? 0, closedAtAgeMs));
  }
  return (enforcer) => (asked.has(enforcer.node) ? byCanary.get(keyOf(enforcer)) : onNode.get(enforcer.node)) ?? Number.POSITIVE_INFINITY;
};

const keyOf = ({ node, direction }: Pick<CanaryQuestion, 'node' | 'direction'>): string => `${direction} ${node}`;
