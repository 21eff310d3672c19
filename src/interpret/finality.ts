/**
 * When "open" is the last word, and "closed" where policy allows. Policy takes effect after a while, and later for fresh
 * pods: what is open may only be open still, and what is closed may only be closed still.
 */
import { isClosed } from '../model/closed.ts';
import type { DestinationObservation } from '../model/observation.ts';
import type { Settings } from '../model/recording.ts';
import type { Window } from './windows.ts';
import { inMs } from './words.ts';

/** What got through last. */
export interface Openness {
  /** Start of the last attempt that got through; ms since the epoch. */
  readonly lastMs: number;
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
  /** Where the canary asks: the enforcer that must close this. */
  readonly denies?: Enforcer;
  readonly open?: Openness;
  /** Where it is closed: since when, and when the last attempt began; ms since the epoch. */
  readonly closed?: Window;
  /** The source's first instruction; ms since the epoch. */
  readonly startedMs: number;
  /** That, or the API server's word of the source's address if it came later; ms since the epoch. */
  readonly knownMs: number;
  /** Its few attempts were planned from the first instruction on. */
  readonly gentle?: true;
  /** It is to be open, and policy does not say otherwise. */
  readonly allowed?: true;
}

/**
 * Attempts are points in time: one that is due at the deadline may come one pause earlier. This is the shortest pause
 * of a gentle dial; whose last attempt comes earlier than that has not looked at the time that counts. Other dials go on until
 * an attempt has.
 */
const slackMs = 500;

/** A gentle dial has no later attempts than were planned, but what lies less than this after the API server's word shows nothing: ms, as for a canary alone. */
const gentleKnownMs = 6000;

const isAged = (sinceMs: number, leastMs: number, atMs: number): boolean => atMs - sinceMs >= leastMs - slackMs;

/**
 * Marks what is open and may close yet, and what is closed and may open yet. What counts is a probe's age, since it is fresh
 * pods for which policy is late. It begins once the API server tells the probe's address: on a busy node the probe has run for
 * seconds by then, and an enforcer that goes by addresses cannot know it.
 * Open is final once something got through at an age that is by a hold above that of every proven closing by each
 * enforcer concerned, so that policy is known to have taken effect for pods of that age; or at an age at which the latest
 * enforcer must have closed it. Closed against policy is final at that age: that others were let through tells
 * nothing, since an enforcer learns of each peer anew.
 */
export const finalityOf = (all: readonly Seen[], settings: Pick<Settings, 'settleHoldMs' | 'openDeadlineMs'>): ((one: Seen) => DestinationObservation) => {
  const closedBy = closings(all);
  return ({ observation, enforcers, open, closed, allowed, gentle, startedMs, knownMs }) => {
    const isOld = (atMs: number): boolean => isAged(startedMs, settings.openDeadlineMs, atMs) && isAged(knownMs, gentle ? Math.min(gentleKnownMs, settings.openDeadlineMs) : settings.openDeadlineMs, atMs);
    const notFinal = (answer: 'open' | 'closed', untilMs: number): DestinationObservation => ({
      ...observation,
      doubt: 'not-final',
      reason: `${answer} until ${inMs(untilMs - startedMs)} of the pod's life; policy may take effect later`,
    });
    if (allowed && closed !== undefined && isClosed(observation) && !isOld(closed.toMs)) return notFinal('closed', closed.toMs);
    if (open === undefined || open.afterClosing || (observation.state !== 'reachable' && observation.state !== 'intermittent')) return observation;
    const outlasts = (enforcer: Enforcer): boolean => open.lastMs - knownMs >= closedBy(enforcer) + settings.settleHoldMs;
    return isOld(open.lastMs) || (enforcers.length > 0 && enforcers.every(outlasts)) ? observation : notFinal('open', open.lastMs);
  };
};

/**
 * The greatest age at which a probe saw an enforcer close something, counted from its first instruction: the API server's word
 * may have been heard long after it was said, and what seems to close early lets others be called open early. Whatever closed on the node counts. Where the canary asked an enforcer, all that it denies must have closed:
 * one transport or family may be late while another is not.
 */
const closings = (seen: readonly Seen[]): ((enforcer: Enforcer) => number) => {
  const onNode = new Map<string, number>();
  const byCanary = new Map<string, number>();
  for (const { observation, enforcers, denies, closed, startedMs } of seen) {
    const ageMs = observation.state === 'unreachable' && closed !== undefined ? closed.fromMs - startedMs : undefined;
    if (ageMs !== undefined) for (const { node } of enforcers) raise(onNode, node, ageMs);
    if (denies !== undefined) raise(byCanary, keyOf(denies), ageMs ?? Number.POSITIVE_INFINITY);
  }
  return (enforcer) => Math.max(onNode.get(enforcer.node) ?? Number.POSITIVE_INFINITY, byCanary.get(keyOf(enforcer)) ?? 0);
};

const raise = (ages: Map<string, number>, key: string, ageMs: number): void => void ages.set(key, Math.max(ages.get(key) ?? 0, ageMs));

const keyOf = ({ node, direction }: Enforcer): string => `${direction} ${node}`;
