/** Nothing gets through any more: a deny that held, if everything that had to live was alive in the same time. */
import type { DestinationObservation, Doubt } from '../model/observation.ts';
import type { About, DestinationInput, DoubtFor } from './destination.ts';
import { controlReaching, pathEvidence, probeEvidence, targetEvidence } from './evidence.ts';
import type { Premise } from './evidence.ts';
import { isLongIn, settle } from './settle.ts';
import type { Stretch } from './stretches.ts';
import { lengthOf, longestOf, overlaps } from './windows.ts';
import type { Window } from './windows.ts';
import { inSeconds } from './words.ts';

export interface ClosedInput {
  readonly stretches: readonly Stretch[];
  readonly tail: Stretch;
  /** The part of the tail in which nothing arrived anywhere. */
  readonly silent: Window;
  /** When the stand-in received something before that. */
  readonly arrived: readonly Window[];
  readonly startedMs: number;
  readonly about: About;
  readonly doubt: DoubtFor;
}

export const closedObservation = (input: DestinationInput, { stretches, tail, silent, arrived, startedMs, about, doubt }: ClosedInput): DestinationObservation => {
  const { dial, logs, settings } = input;
  if (input.deafStandIn !== undefined) return doubt('not-run', input.deafStandIn);
  // Attempts count by their starts, so nothing is claimed of the time in which the last one waited.
  const whole = { fromMs: silent.fromMs, toMs: Math.min(silent.toMs, tail.lastStartMs) };
  const common = { ...input, holdMs: settings.holdMs, window: tail, held: [whole], isEnough: (part: Window) => isLongIn(tail, part, settings), coincides: (sighting: Window) => tail.pieces.some((piece) => overlaps(piece, sighting)) };
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
  const short = input.ended ? shortOf(settings.holdMs, whole, [probe, path, target]) : undefined;
  if (short !== undefined) return doubt(short.doubt, short.reason, evidence);
  return { ...about, state: 'unreachable', evidence, held: longestOf(target.held) ?? whole, ...exposureOf(stretches, arrived, startedMs) };
};

/** Of a hold that was asked for this much must be proven; the rest is for a probe that starts late or a log that ends early. */
const heldShare = 0.8;

/** Which premise did not hold for as long as was asked for. */
const shortOf = (holdMs: number, whole: Window, [probe, path, target]: readonly [Premise, Premise, Premise]): { readonly doubt: Doubt; readonly reason: string } | undefined => {
  const stages: readonly (readonly [Doubt, string, readonly Window[]])[] = [
    ['not-settled', 'it was closed', [whole]],
    ['probe-not-proven', 'the probe was alive', probe.held],
    ['path-not-proven', 'the path was alive', path.held],
    ['target-not-proven', 'the target was alive', target.held],
  ];
  for (const [doubt, what, held] of stages) {
    const longest = longestOf(held);
    const provenMs = longest === undefined ? 0 : lengthOf(longest);
    if (provenMs < holdMs * heldShare) return { doubt, reason: `${what} for ${inSeconds(provenMs)} without a gap, and ${inSeconds(holdMs)} were asked for` };
  }
  return undefined;
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

/** What got through before it closed. `startedMs` is the probe's first instruction on the coordinator's clock. */
const exposureOf = (stretches: readonly Stretch[], arrived: readonly Window[], startedMs: number): Pick<DestinationObservation, 'exposure'> => {
  const opened = [...stretches.filter(({ answer }) => answer === 'open').map(({ fromMs, lastStartMs }) => ({ fromMs, toMs: lastStartMs })), ...arrived];
  if (opened.length === 0) return {};
  const firstMs = Math.min(...opened.map(({ fromMs }) => fromMs));
  const lastMs = Math.max(...opened.map(({ toMs }) => toMs));
  return { exposure: { firstMs: Math.round(firstMs - startedMs), lastMs: Math.round(lastMs - startedMs) } };
};
