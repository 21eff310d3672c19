/** What the attempts at one destination add up to, given everything else that was recorded at the same time. */
import type { DestinationObservation, Doubt, Tally } from '../model/observation.ts';
import type { Settings } from '../model/recording.ts';
import { answersOf } from './answers.ts';
import { closedObservation } from './closed.ts';
import type { EvidenceInput } from './evidence.ts';
import type { Openness } from './finality.ts';
import { brokeThrough, isLongIn, isShaken, settle } from './settle.ts';
import type { Settled } from './settle.ts';
import type { Stretch } from './stretches.ts';
import { lengthOf, toleranceMs } from './windows.ts';
import type { Window } from './windows.ts';

export interface DestinationInput extends Omit<EvidenceInput, 'window' | 'held' | 'isEnough' | 'coincides' | 'holdMs'> {
  readonly settings: Settings;
  /** What the dial met, as far as it counts. */
  readonly stretches: readonly Stretch[];
  /** Nothing more will come, so that what was asked for must be there: whole logs, a hold for its time. */
  readonly ended: boolean;
  /** A person says that this source may send to some target, and in this time it reached none of all its targets. */
  readonly reachesNothing: (during: Window) => boolean;
  /** The source was intercepted: handshakes without proof are nobody's. */
  readonly intercepted: boolean;
  /** Why the stand-in cannot bear witness, so that its silence says nothing. */
  readonly deafStandIn?: string;
}

export type About = Pick<DestinationObservation, 'label' | 'address' | 'tally'>;
export type DoubtFor = (kind: Doubt, reason: string, evidence?: DestinationObservation['evidence']) => DestinationObservation;

export interface SeenDestination {
  readonly observation: DestinationObservation;
  /** Where something got through: what got through last. */
  readonly open?: Openness;
  /** Where nothing gets through any more: since when, and when the last attempt began; ms since the epoch. */
  readonly closed?: Window;
}

export const observeDestination = (input: DestinationInput): SeenDestination => {
  const { logs, dial, destination, settings, stretches, ended } = input;
  const startedMs = logs.logOf(dial.from)?.offsetMs ?? 0;
  const about: About = { label: destination.label, address: `${dial.address}:${dial.port}`, tally: tallyOf(stretches, startedMs, ended) };
  const doubt: DoubtFor = (kind, reason, evidence) => ({
    ...about,
    state: 'inconclusive',
    doubt: kind,
    reason,
    ...(evidence === undefined ? {} : { evidence }),
  });
  const intermittent = (reason: string, lastMs: number, again?: Window): SeenDestination => ({
    observation: { ...about, state: 'intermittent', reason, ...(again === undefined ? {} : { openedAfterMs: Math.round(again.fromMs - startedMs) }) },
    open: { lastMs, afterClosing: brokeThrough(stretches, settings) },
  });

  const settled = settle(stretches, settings);
  if (settled.state === 'open') return { observation: { ...about, state: 'reachable', ...reached(settled, stretches, startedMs) }, open: { lastMs: settled.during.toMs, afterClosing: false } };
  if (settled.state === 'flapping' || brokeThrough(stretches, settings)) {
    const lastMs = stretches.findLast(({ answer }) => answer === 'open')?.lastStartMs ?? startedMs;
    return intermittent(`${about.tally.open} of ${about.tally.attempts} attempts got through`, lastMs, settled.state === 'flapping' ? settled.again : undefined);
  }
  const arrived = arrivals(stretches, input);
  const broke = settled.state === 'closed' && brokeIn(arrived, settled.tail, settings);
  const slipped = settled.state === 'closed' && !broke ? slippedIn(arrived, settled.tail, settings) : undefined;
  const lastArrivalMs = Math.max(...arrived.map(({ toMs }) => toMs));
  if (arrived.length > 0 && slipped === undefined) {
    const { observation } = intermittent("no answer came back, but the stand-in's own log holds this source's nonce", lastArrivalMs);
    return { observation, open: { lastMs: lastArrivalMs, afterClosing: broke } };
  }
  if (settled.state === 'unsettled') return { observation: unsettled(input, stretches, settled.why, doubt) };
  if (isShaken(stretches)) return { observation: doubt('not-settled', 'between failures somebody completed handshakes without a proof who it was') };
  const silent = slipped ?? settled.tail;
  return { observation: closedObservation(input, { stretches, tail: settled.tail, silent, arrived, startedMs, about, doubt }), closed: { fromMs: silent.fromMs, toMs: settled.tail.lastStartMs } };
};

/**
 * The stand-in received the nonce of an attempt that met no answer: packets pass one way at least. Clocks of two pods
 * are never quite equal on ours, so what it received right after something had got through belongs to that.
 */
const arrivals = (stretches: readonly Stretch[], { dial, logs }: DestinationInput): readonly Window[] => {
  if (dial.answeredBy === undefined) return [];
  const tail = stretches.at(-1);
  const through = stretches.findLast((stretch) => stretch.answer === 'open' || (stretch.handshake && stretch !== tail));
  return logs.witnessed(dial.answeredBy, dial.nonce).filter(({ fromMs }) => through === undefined || fromMs > through.toMs + toleranceMs);
};

/** Closed and stable, with nothing that arrived, and then something arrived after all. */
const brokeIn = (arrived: readonly Window[], tail: Stretch, settings: Settings): boolean => {
  let silentFromMs = tail.fromMs;
  for (const { fromMs, toMs } of arrived.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (isLongIn(tail, { fromMs: silentFromMs, toMs: fromMs }, settings)) return true;
    silentFromMs = Math.max(silentFromMs, toMs + toleranceMs);
  }
  return false;
};

/**
 * Nonces that arrived without breaking in, and none in a stable time after them: policy was taking effect. What is left is
 * that later time.
 */
const slippedIn = (arrived: readonly Window[], tail: Stretch, settings: Settings): Window | undefined => {
  if (arrived.length === 0) return undefined;
  const after = { fromMs: Math.max(...arrived.map(({ toMs }) => toMs)) + toleranceMs, toMs: tail.toMs };
  return lengthOf(after) > 0 && isLongIn(tail, after, settings) ? after : undefined;
};

const unsettled = ({ intercepted }: DestinationInput, stretches: readonly Stretch[], why: string, doubt: DoubtFor): DestinationObservation =>
  intercepted && stretches.at(-1)?.answer === 'unclear'
    ? doubt('intercepted', 'something answers for addresses that nobody has (a sidecar or proxy), so a handshake proves nothing')
    : doubt('not-settled', why);

/** @param ended while a run goes on, nobody reads the answers one by one */
const tallyOf = (stretches: readonly Stretch[], startedMs: number, ended: boolean): Tally => {
  const opened = stretches.filter(({ answer }) => answer === 'open');
  const latencyMs = { min: tenths(Math.min(...opened.map(({ shortestMs }) => shortestMs))), max: tenths(Math.max(...opened.map(({ longestMs }) => longestMs))) };
  return {
    attempts: stretches.reduce((sum, stretch) => sum + stretch.attempts, 0),
    open: opened.reduce((sum, stretch) => sum + stretch.attempts, 0),
    last: stretches.at(-1)?.last ?? 'no attempt',
    firstAttemptMs: Math.round((stretches[0]?.fromMs ?? startedMs) - startedMs),
    ...(opened.length === 0 ? {} : { latencyMs }),
    ...(ended && stretches.length > 0 ? { answers: answersOf(stretches, startedMs) } : {}),
  };
};

const tenths = (ms: number): number => Math.round(ms * 10) / 10;

/** Since when, and how: late, because something was closed before, or with losses. */
const reached = (
  { during, lossy }: Extract<Settled, { state: 'open' }>,
  stretches: readonly Stretch[],
  startedMs: number,
): Pick<DestinationObservation, 'held' | 'lossy' | 'openedAfterMs'> => ({
  held: during,
  ...(lossy ? { lossy } : {}),
  ...(stretches.some(({ answer, fromMs }) => answer === 'closed' && fromMs < during.fromMs) ? { openedAfterMs: Math.round(during.fromMs - startedMs) } : {}),
});
