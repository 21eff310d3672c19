/** One destination of a cell: what the attempts met, when, and on what a deny rests. */
import { inMs, inSeconds } from '../../interpret/words.ts';
import type { DestinationObservation } from '../../model/observation.ts';
import type { Place } from '../../model/report.ts';
import { answerBar, tellAnswers } from './bar.ts';
import type { Fact } from './facts.ts';
import { facts } from './facts.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';

/** @param untilMs where the bars of its pair end */
export const destinationDetails = (seen: DestinationObservation, place: Place | undefined, untilMs: number): Element => {
  const { label, address, state, doubt, reason, tally, evidence, held } = seen;
  const rows: readonly (Fact | undefined)[] = [
    ['Seen', `${state}${doubt === undefined ? '' : ` (${doubt})`}${reason === undefined ? '' : `: ${reason}`}`],
    placeFact('Where', place),
    ['Attempts', tally.attempts === 0 ? 'none' : `${tally.open} of ${tally.attempts} got through; the last: ${tally.last}; the first at ${inMs(tally.firstAttemptMs)} of the probe's life`],
    tally.answers === undefined ? undefined : ['Over time', [answerBar(tally.answers, untilMs), el('span', {}, tellAnswers(tally.answers))]],
    seen.exposure === undefined ? undefined : ['Start-up exposure', `open from ${inMs(seen.exposure.firstMs)} to ${inMs(seen.exposure.lastMs)} of the pod's life`],
    seen.openedAfterMs === undefined ? undefined : ['Opened', `after ${inMs(seen.openedAfterMs)}`],
    tally.latencyMs === undefined ? undefined : ['Took', `${tally.latencyMs.min} ms to ${tally.latencyMs.max} ms`],
    held === undefined ? undefined : ['Held', `${inSeconds(held.toMs - held.fromMs)}, from ${isoTime(held.fromMs)} to ${isoTime(held.toMs)}`],
    ...(evidence === undefined ? [] : (['probe', 'path', 'target'] as const).map((premise): Fact => [`Evidence: ${premise}`, [el('strong', { class: `evidence-${evidence[premise].strength}` }, evidence[premise].strength), `: ${evidence[premise].by}`]])),
  ];
  return el('section', { class: 'destination' }, el('h4', {}, address === '' ? label : `${label} at ${address}`), facts(rows.filter((row) => row !== undefined)));
};

export const placeFact = (term: string, place: Place | undefined): Fact | undefined => {
  const parts = [...(place?.namespaces ?? []).map((name) => `namespace ${name}`), ...(place?.nodes ?? []).map((name) => `node ${name}`)];
  return parts.length === 0 ? undefined : [term, parts.join(', ')];
};

const isoTime = (ms: number): string => {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? `${ms}` : time.toISOString();
};
