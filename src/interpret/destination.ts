/** What the attempts at one destination add up to, given everything else that was recorded at the same time. */
import type { DestinationObservation, Doubt, Tally } from '../model/observation.ts';
import type { Settings } from '../model/recording.ts';
import { controlReaching, pathEvidence, probeEvidence, targetEvidence } from './evidence.ts';
import type { EvidenceInput } from './evidence.ts';
import { settle } from './settle.ts';
import { overlaps } from './stretches.ts';
import type { Stretch } from './stretches.ts';

export interface DestinationInput extends Omit<EvidenceInput, 'window'> {
  readonly settings: Settings;
  /** A person says that this source may send to some target, and it reached none of all its targets. */
  readonly reachesNothing: boolean;
  /** The source was intercepted: handshakes without proof are nobody's. */
  readonly intercepted: boolean;
}

export const observeDestination = (input: DestinationInput): DestinationObservation => {
  const { logs, dial, destination } = input;
  const stretches = logs.stretches(dial);
  const about = { label: destination.label, address: `${dial.address}:${dial.port}`, tally: tallyOf(stretches, logs.logOf(dial.from)?.offsetMs ?? 0) };
  const doubt = (kind: Doubt, reason: string, evidence?: DestinationObservation['evidence']): DestinationObservation => ({
    ...about,
    state: 'inconclusive',
    doubt: kind,
    reason,
    ...(evidence === undefined ? {} : { evidence }),
  });

  const settled = settle(stretches, input.settings);
  switch (settled.state) {
    case 'open':
      return { ...about, state: 'reachable', ...timing(stretches, settled.tail, logs.logOf(dial.from)?.offsetMs ?? 0) };
    case 'flapping':
      return { ...about, state: 'intermittent', reason: `${about.tally.open} of ${about.tally.attempts} attempts got through` };
    case 'unsettled':
      return unsettled(input, stretches, settled.why, about, doubt);
    case 'closed':
      break;
  }

  const window = settled.tail;
  const witness = dial.answeredBy ? logs.witnessed(dial.answeredBy, dial.nonce).find((seen) => overlaps(seen, window, 0)) : undefined;
  if (witness) {
    return { ...about, state: 'reachable', reason: "no answer came back, but the stand-in's own log holds this source's nonce" };
  }
  const evidenceInput = { ...input, window };
  const evidence = { probe: probeEvidence(evidenceInput), path: pathEvidence(evidenceInput), target: targetEvidence(evidenceInput) };
  if (evidence.probe.strength === 'none') return doubt('probe-not-proven', evidence.probe.by, evidence);
  if (input.planned.controlDials && evidence.path.strength === 'none') {
    return nobodyThere(input) ? doubt('nobody-there', evidence.path.by, evidence) : doubt('path-not-proven', evidence.path.by, evidence);
  }
  if (evidence.path.strength === 'none') return doubt('path-not-proven', evidence.path.by, evidence);
  if (evidence.target.strength === 'none') return doubt('target-not-proven', evidence.target.by, evidence);
  if (input.reachesNothing) {
    return doubt('source-reaches-nothing', 'the source reached none of the targets that it may reach, so its silence proves nothing', evidence);
  }
  return { ...about, state: 'unreachable', evidence, ...timing(stretches, settled.tail, logs.logOf(dial.from)?.offsetMs ?? 0) };
};

/** The control source dialled the same address long enough to know that nobody answers, not even an unrestricted pod. */
const nobodyThere = ({ dial, dials, logs, nodeOf, settings }: DestinationInput): boolean => {
  const control = controlReaching(dial, dials, nodeOf);
  if (control === undefined) return false;
  const stretches = logs.stretches(control);
  return settle(stretches, settings).state === 'closed' && !stretches.some((stretch) => stretch.answer === 'open');
};

const unsettled = (
  { intercepted }: DestinationInput,
  stretches: readonly Stretch[],
  why: string,
  about: Pick<DestinationObservation, 'label' | 'address' | 'tally'>,
  doubt: (kind: Doubt, reason: string) => DestinationObservation,
): DestinationObservation => {
  const tail = stretches.at(-1);
  if (tail === undefined) return doubt('not-settled', why);
  if (intercepted && tail.answer === 'unclear') {
    return doubt('intercepted', 'something answers for addresses that nobody has (a sidecar or proxy), so a handshake proves nothing');
  }
  const opens = stretches.some((stretch) => stretch.answer === 'open');
  const closes = stretches.some((stretch) => stretch.answer === 'closed');
  if (opens && closes) return { ...about, state: 'intermittent', reason: `${about.tally.open} of ${about.tally.attempts} attempts got through` };
  return doubt('not-settled', why);
};

const tallyOf = (stretches: readonly Stretch[], startedMs: number): Tally => ({
  attempts: stretches.reduce((sum, stretch) => sum + stretch.attempts, 0),
  open: stretches.reduce((sum, stretch) => sum + (stretch.answer === 'open' ? stretch.attempts : 0), 0),
  last: stretches.at(-1)?.last ?? 'no attempt',
  firstAttemptMs: Math.round((stretches[0]?.fromMs ?? startedMs) - startedMs),
});

/** What came before the answer that stayed. `startedMs` is the probe's first instruction on the coordinator's clock. */
const timing = (stretches: readonly Stretch[], tail: Stretch, startedMs: number): Pick<DestinationObservation, 'openedForMs' | 'openedAfterMs'> => {
  const before = stretches.filter((stretch) => stretch !== tail && stretch.toMs <= tail.toMs);
  if (tail.answer === 'closed') {
    const open = before.findLast((stretch) => stretch.answer === 'open');
    return open ? { openedForMs: Math.round(open.lastStartMs - startedMs) } : {};
  }
  return before.some((stretch) => stretch.answer === 'closed') ? { openedAfterMs: Math.round(tail.fromMs - startedMs) } : {};
};

