/**
 * When "open" is the last word. Policy takes effect after a while, and later for fresh pods: what is open may only be
 * open still.
 */
import type { DestinationObservation } from '../model/observation.ts';
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

/** An observation, the nodes where policy decides about it, and since or until when it was what it was. */
export interface Seen {
  readonly observation: DestinationObservation;
  readonly nodes: readonly string[];
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
 * Open is final once something got through at an age that is by a hold above that of every proven closing on each node
 * concerned, so that policy is known to have taken effect for pods of that age; or at an age at which the latest enforcer
 * must have closed it.
 */
export const finalityOf = (all: readonly Seen[], settings: Pick<Settings, 'settleHoldMs' | 'openDeadlineMs'>): ((one: Seen) => DestinationObservation) => {
  const closedOn = closings(all);
  return ({ observation, nodes, open }) => {
    if (open === undefined || open.afterClosing || (observation.state !== 'reachable' && observation.state !== 'intermittent')) return observation;
    const ageMs = open.lastMs - open.startedMs;
    const outlasts = (node: string): boolean => ageMs >= (closedOn.get(node) ?? Number.POSITIVE_INFINITY) + settings.settleHoldMs;
    if (ageMs >= settings.openDeadlineMs - slackMs || (nodes.length > 0 && nodes.every(outlasts))) return observation;
    return { ...observation, doubt: 'not-final', reason: `open until ${inMs(ageMs)} of the pod's life; policy may take effect later` };
  };
};

/** For each node with something closed: the greatest age at which a probe saw it close. */
const closings = (seen: readonly Seen[]): ReadonlyMap<string, number> => {
  const latest = new Map<string, number>();
  for (const { observation, nodes, closedAtAgeMs } of seen) {
    if (observation.state !== 'unreachable' || closedAtAgeMs === undefined) continue;
    for (const node of nodes) latest.set(node, Math.max(latest.get(node) ?? 0, closedAtAgeMs));
  }
  return latest;
};
