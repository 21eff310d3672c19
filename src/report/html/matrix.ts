/** The matrix as a heat map: for each source and target the status, and what intent, policy and reality are. */
import type { RunReport } from '../../model/report.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';
import type { Opinion, Pair } from './pairs.ts';
import { opinionSigns, signOf, signs, tellOpinions } from './signs.ts';

/** More columns than this are drawn small: a sign each, with the words for whoever cannot see it. */
const roomyTargets = 14;

export const matrixSection = ({ sources, targets }: RunReport, pairs: readonly Pair[]): Element => {
  const isDense = targets.length > roomyTargets;
  const rows = sources.map((source, row) =>
    el('tr', {}, el('th', { scope: 'row', title: source }, source), ...pairs.slice(row * targets.length, (row + 1) * targets.length).map((pair, column) => entry(pair, row * targets.length + column, isDense))),
  );
  return el(
    'section',
    { id: 'matrix', 'aria-labelledby': 'matrix-title' },
    el('h2', { id: 'matrix-title' }, 'Matrix'),
    views(),
    el('p', { class: 'hint', hidden: '', id: 'how' }, 'Choose an entry to see attempts, evidence, deciding policies and how to see it yourself. Arrow keys move, Enter opens, Escape closes.'),
    el(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Matrix, can be scrolled' },
      el(
        'table',
        { class: isDense ? 'matrix dense' : 'matrix', 'data-grid': 'pair' },
        el('caption', { class: 'unseen' }, `${sources.length} sources in rows, ${targets.length} targets in columns`),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col', class: 'corner' }, 'source \\ target'), ...targets.map((target) => el('th', { scope: 'col', title: target }, el('span', {}, target))))),
        el('tbody', {}, ...rows),
      ),
    ),
    legend(pairs),
  );
};

const entry = (pair: Pair, index: number, isDense: boolean): Element => {
  const { name, sign, word } = signOf(pair);
  if (name === 'none') return el('td', { class: 'none' });
  const { intent, policy, reality, findings } = pair;
  const marks = [...new Set(findings.flatMap(({ kind }) => markOf(kind)))].join('');
  const attributes = { id: `pair-${index}`, class: `${name}${marks === '' ? '' : ' noted'} ${opinionClass('i', intent)} ${opinionClass('p', policy)} ${opinionClass('r', reality)}` };
  // One element for each: of ten thousand a browser feels the difference.
  if (isDense) return el('td', { ...attributes, 'aria-label': `${word}, ${tellOpinions(pair)}` }, `${sign}${marks}`);
  const strip = [['I', intent], ['P', policy], ['R', reality]] as const;
  return el('td', attributes, el('b', {}, `${sign} ${word}${marks === '' ? '' : ` ${marks}`}`), el('small', { 'aria-hidden': 'true' }, ...strip.map(([letter, opinion]) => el('i', {}, `${letter}${opinionSigns[opinion].sign}`))), el('span', { class: 'unseen' }, tellOpinions(pair)));
};

const opinionClass = (letter: string, opinion: Opinion): string => `${letter}-${opinion}`;

const markOf = (kind: Pair['findings'][number]['kind']): string[] => (kind === 'startup-exposure' ? ['◔'] : kind === 'policy-mismatch' ? ['≠'] : []);

/** Needs no script: the style follows what is checked. */
const views = (): Element =>
  el(
    'div',
    { class: 'views', role: 'radiogroup', 'aria-label': 'What the heat map shows' },
    ...[['status', 'Status'], ['intent', 'Intent'], ['policy', 'Policy'], ['reality', 'Reality']].map(([value = '', word = '']) =>
      el('label', {}, el('input', { type: 'radio', name: 'view', id: `view-${value}`, value, ...(value === 'status' ? { checked: '' } : {}) }), el('span', {}, word)),
    ),
  );

const legend = (pairs: readonly Pair[]): Element => {
  const shown = new Set(pairs.map((pair) => signOf(pair).name));
  const kinds = new Set(pairs.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  const statuses = Object.values(signs).filter(({ name }) => name !== 'none' && shown.has(name));
  return el(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    ...statuses.map(({ name, sign, word, meaning }) => el('li', {}, el('b', { class: `swatch ${name}` }, `${sign} ${word}`), ` ${meaning}`)),
    ...(kinds.has('startup-exposure') ? [el('li', {}, el('b', { class: 'swatch' }, '◔'), ' open at first, then closed')] : []),
    ...(kinds.has('policy-mismatch') ? [el('li', {}, el('b', { class: 'swatch' }, '≠'), ' policy says other than intent')] : []),
    el('li', {}, el('b', { class: 'swatch strip' }, 'I P R'), ' intent, policy, reality: ○ open, ✕ closed, ◐ partly, ? unclear, · nobody says'),
  );
};
