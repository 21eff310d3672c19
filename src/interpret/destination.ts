/** What the attempts at one destination add up to, given everything else that was recorded at the same time. */
import type { DestinationObservation, Doubt, Tally } from '../model/observation.ts';
import type { Settings } from '../model/recording.ts';
import { controlReaching, pathEvidence, probeEvidence, targetEvidence } from './evidence.ts';
import type { EvidenceInput } from './evidence.ts';
import { brokeThrough, isLongIn, isShaken, settle } from './settle.ts';
import type { Stretch } from './stretches.ts';
import { overlaps, toleranceMs } from './windows.ts';
import type { Window } from './windows.ts';

export interface DestinationInput extends Omit<EvidenceInput, 'window' | 'held' | 'isEnough'> {
  readonly settings: Settings;
  /** A person says that this source may send to some target, and in this time it reached none of all its targets. */
  readonly reachesNothing: (during: Window) => boolean;
  /** The source was intercepted: handshakes without proof are nobody's. */
  readonly intercepted: boolean;
  /** Why the stand-in cannot bear witness, so that its silence says nothing. */
  readonly deafStandIn?: string;
}

type DoubtFor = (kind: Doubt, reason: string, evidence?: DestinationObservation['evidence']) => DestinationObservation;
type About = Pick<DestinationObservation, 'label' | 'address' | 'tally'>;

export const observeDestination = (input: DestinationInput): DestinationObservation => {
  const { logs, dial, destination, settings } = input;
  const stretches = logs.stretches(dial);
  const startedMs = logs.logOf(dial.from)?.offsetMs ?? 0;
  const about: About = { label: destination.label, address: `${dial.address}:${dial.port}`, tally: tallyOf(stretches, startedMs) };
  const doubt: DoubtFor = (kind, reason, evidence) => ({
    ...about,
    state: 'inconclusive',
    doubt: kind,
    reason,
    ...(evidence === undefined ? {} : { evidence }),
  });
  const intermittent = (): DestinationObservation => ({ ...about, state: 'intermittent', reason: `${about.tally.open} of ${about.tally.attempts} attempts got through` });

  const settled = settle(stretches, settings);
  if (settled.state === 'open') return { ...about, state: 'reachable', held: heldBy(settled.tail), ...timing(stretches, settled.tail, startedMs) };
  if (settled.state === 'flapping' || brokeThrough(stretches, settings)) return intermittent();
  if (isWitnessed(stretches, input)) return { ...about, state: 'intermittent', reason: "no answer came back, but the stand-in's own log holds this source's nonce" };
  if (settled.state === 'unsettled') return unsettled(input, stretches, settled.why, doubt);
  if (isShaken(stretches)) return doubt('not-settled', 'between failures somebody completed handshakes without a proof who it was');
  return closed(input, stretches, settled.tail, about, doubt);
};

/**
 * The stand-in received the nonce of an attempt that met no answer: packets pass one way at least. Clocks of two pods
 * are never quite equal on ours, so what it received right after something had got through belongs to that.
 */
const isWitnessed = (stretches: readonly Stretch[], { dial, logs }: DestinationInput): boolean => {
  if (dial.answeredBy === undefined) return false;
  const tail = stretches.at(-1);
  const through = stretches.findLast((stretch) => stretch.answer === 'open' || (stretch.handshake && stretch !== tail));
  return logs.witnessed(dial.answeredBy, dial.nonce).some(({ fromMs }) => through === undefined || fromMs > through.toMs + toleranceMs);
};

const unsettled = ({ intercepted }: DestinationInput, stretches: readonly Stretch[], why: string, doubt: DoubtFor): DestinationObservation =>
  intercepted && stretches.at(-1)?.answer === 'unclear'
    ? doubt('intercepted', 'something answers for addresses that nobody has (a sidecar or proxy), so a handshake proves nothing')
    : doubt('not-settled', why);

/** Nothing gets through any more: a deny that held, if everything that had to live was alive in the same time. */
const closed = (input: DestinationInput, stretches: readonly Stretch[], tail: Stretch, about: About, doubt: DoubtFor): DestinationObservation => {
  const { dial, logs, settings } = input;
  if (input.deafStandIn !== undefined) return doubt('not-run', input.deafStandIn);
  const common = { ...input, window: tail, held: [tail], isEnough: (part: Window) => isLongIn(tail, part, settings) };
  const probe = probeEvidence(common);
  const path = pathEvidence({ ...common, held: probe.held });
  const target = targetEvidence({ ...common, held: path.held });
  const evidence = { probe: probe.evidence, path: path.evidence, target: target.evidence };
  if (evidence.probe.strength === 'none') return doubt('probe-not-proven', evidence.probe.by, evidence);
  if (evidence.path.strength === 'none') {
    return doubt(evidence.target.strength === 'none' && nobodyThere(input, stretches, tail) ? 'nobody-there' : 'path-not-proven', evidence.path.by, evidence);
  }
  if (evidence.target.strength === 'none') return doubt('target-not-proven', evidence.target.by, evidence);
  if (dial.answeredBy && logs.unwitnessed(dial.answeredBy).some((flooded) => overlaps(flooded, tail))) {
    return doubt('target-not-proven', 'the stand-in received more than it could bear witness of', evidence);
  }
  if (target.held.every(input.reachesNothing)) {
    return doubt('source-reaches-nothing', 'the source reached none of the targets that it may reach, so its silence proves nothing', evidence);
  }
  return { ...about, state: 'unreachable', evidence, held: heldBy(tail), ...timing(stretches, tail, logs.logOf(dial.from)?.offsetMs ?? 0) };
};

/**
 * The control source was alive and dialled the same address at the same time, long enough to know that nobody answers,
 * not even an unrestricted pod.
 */
const nobodyThere = ({ planned, dial, dials, logs, nodeOf, settings }: DestinationInput, stretches: readonly Stretch[], window: Window): boolean => {
  const control = planned.controlDials ? controlReaching(dial, dials, nodeOf) : undefined;
  if (control === undefined || stretches.some(({ answer }) => answer === 'open')) return false;
  const tried = logs.stretches(control);
  const settled = settle(tried, settings);
  return (
    settled.state === 'closed' &&
    overlaps(settled.tail, window) &&
    tried.every(({ answer, handshake }) => answer !== 'open' && !handshake) &&
    logs.accepts(control.from).some((accepted) => overlaps(accepted, settled.tail))
  );
};

const tallyOf = (stretches: readonly Stretch[], startedMs: number): Tally => ({
  attempts: stretches.reduce((sum, stretch) => sum + stretch.attempts, 0),
  open: stretches.reduce((sum, stretch) => sum + (stretch.answer === 'open' ? stretch.attempts : 0), 0),
  last: stretches.at(-1)?.last ?? 'no attempt',
  firstAttemptMs: Math.round((stretches[0]?.fromMs ?? startedMs) - startedMs),
});

const heldBy = ({ fromMs, lastStartMs }: Stretch): Window => ({ fromMs, toMs: lastStartMs });

/** What came before the answer that stayed. `startedMs` is the probe's first instruction on the coordinator's clock. */
const timing = (stretches: readonly Stretch[], tail: Stretch, startedMs: number): Pick<DestinationObservation, 'exposure' | 'openedAfterMs'> => {
  const before = stretches.filter((stretch) => stretch !== tail);
  if (tail.answer === 'closed') {
    const opened = before.filter((stretch) => stretch.answer === 'open');
    const [first] = opened;
    const last = opened.at(-1);
    return first && last ? { exposure: { firstMs: Math.round(first.fromMs - startedMs), lastMs: Math.round(last.lastStartMs - startedMs) } } : {};
  }
  return before.some((stretch) => stretch.answer === 'closed') ? { openedAfterMs: Math.round(tail.fromMs - startedMs) } : {};
};
