/** What changed while it was watched: pods that were open at first, rules that came late, enforcers that waver. */
import { inSeconds } from '../../interpret/words.ts';
import type { AnswerWindow, DestinationObservation } from '../../model/observation.ts';
import { expectedOf } from '../../model/plan.ts';
import type { RunReport } from '../../model/report.ts';
import { answerBar, roundUpMs, tellAnswers } from './bar.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';

interface Row {
  readonly cell: string;
  readonly pair: number | undefined;
  readonly seen: DestinationObservation;
  readonly windows: readonly AnswerWindow[];
  readonly expected: 'allow' | 'deny';
}

/** More than this is no picture any more; each entry of the matrix has its own. */
const shownRows = 60;

export const timelineSection = ({ cells }: RunReport, indexOf: (source: string, target: string) => number | undefined): Element => {
  const rows = cells.flatMap((result) =>
    (result.reality?.destinations ?? []).flatMap((seen): Row[] =>
      seen.tally.answers === undefined ? [] : [{ cell: result.cell.id, pair: indexOf(result.cell.source, result.cell.target), seen, windows: seen.tally.answers, expected: expectedOf(result) }],
    ),
  );
  const changed = rows.filter(({ windows }) => windows.length > 1).toSorted((a, b) => exposureOf(b) - exposureOf(a));
  const shown = changed.slice(0, shownRows);
  const untilMs = roundUpMs(Math.max(0, ...shown.map(({ windows }) => windows.at(-1)?.toMs ?? 0)));
  return el(
    'section',
    { id: 'timeline', 'aria-labelledby': 'timeline-title' },
    el('h2', { id: 'timeline-title' }, 'Timeline'),
    el('p', {}, summary(rows.length, changed.length), ...(changed.length > shown.length ? [` The ${shown.length} longest openings are shown.`] : [])),
    ...(shown.length === 0 ? [] : [el('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Timeline, can be scrolled' }, table(shown, untilMs)), legend()]),
  );
};

/** A deny that was open first counts by how long; what else changed comes after. */
const exposureOf = ({ seen: { exposure } }: Row): number => (exposure === undefined ? -1 : exposure.lastMs);

const summary = (all: number, changed: number): string => {
  if (all === 0) return 'This report holds no times of attempts.';
  if (changed === 0) return `Each of ${all} destinations gave the same answer from the first attempt to the last.`;
  return `${changed} of ${all} destinations changed their answer while they were watched; the others gave the same from the first attempt to the last. Time counts from the start of each probe.`;
};

const table = (rows: readonly Row[], untilMs: number): Element =>
  el(
    'table',
    { class: 'timeline' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'destination'), el('th', { scope: 'col', class: 'axis' }, el('span', { class: 'ticks' }, ...[0, 1, 2, 3, 4].map((quarter) => el('span', {}, inSeconds((untilMs * quarter) / 4))))))),
    el('tbody', {}, ...rows.map(({ cell, pair, seen, windows, expected }) => {
      const index = pair === undefined ? {} : { 'data-pair': pair };
      const name = pair === undefined ? cell : el('a', { href: `#pair-${pair}`, 'data-open': pair }, cell);
      const told = seen.exposure === undefined ? '' : '◔ start-up exposure: ';
      return el('tr', { ...index, class: `expect-${expected}` }, el('th', { scope: 'row' }, name, el('small', {}, ` ${seen.label}, expected ${expected}`)), el('td', {}, answerBar(windows, untilMs), el('small', {}, `${told}${tellAnswers(windows)}`)));
    })),
  );

const legend = (): Element =>
  el('ul', { class: 'legend', 'aria-label': 'Legend' }, ...[['deny', 'open', 'open, expected closed'], ['allow', 'open', 'open'], ['deny', 'closed', 'closed'], ['deny', 'unclear', 'no answer, or nobody knows whose']].map(([expected = '', answer = '', meaning = '']) => el('li', { class: `expect-${expected}` }, el('svg', { class: 'bar swatch', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, el('rect', { class: `a-${answer}`, x: 0, y: 0, width: 20, height: 20 })), ` ${meaning}`)));
