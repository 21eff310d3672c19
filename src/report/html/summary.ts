/** The head of the page: how it came out, in one sentence and in numbers; and its foot: what else one must know. */
import type { RunReport } from '../../model/report.ts';
import { inSeconds } from '../../interpret/words.ts';
import { tellAssurance } from '../assurance.ts';
import { facts } from './facts.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';

/** Beside the exit code, which programs go by, a word for people. */
export const outcomeOf = ({ exitCode }: Pick<RunReport, 'exitCode'>): { readonly name: string; readonly sign: string; readonly word: string } => {
  switch (exitCode) {
    case 0:
      return { name: 'conforms', sign: '✓', word: 'conforms' };
    case 1:
      return { name: 'fails', sign: '▲', word: 'fails' };
    case 2:
    case 3:
      return { name: 'open-question', sign: '?', word: 'not concluded' };
    case 130:
      return { name: 'open-question', sign: '?', word: 'interrupted' };
  }
};

export const pageHeader = (report: RunReport): Element => {
  const { name, sign, word } = outcomeOf(report);
  return el(
    'header',
    {},
    el('p', { class: 'product' }, 'netproof report'),
    el('h1', {}, report.matrix),
    el('p', { class: `outcome ${name}`, role: 'status' }, el('b', {}, `${sign} ${word}`), el('span', {}, report.headline), el('small', {}, `exit code ${report.exitCode}`)),
    ...(report.cells.length === 0 ? [] : [el('ul', { class: 'counts', 'aria-label': 'Sums' }, ...sums(report))]),
    facts([
      ['Began', el('time', {}, report.startedAt)],
      ['Took', inSeconds(Object.values(report.phases).reduce((sum, ms) => sum + ms, 0))],
      ['Run', report.run],
      ['Kubernetes', report.server],
      ['netproof', report.netproof],
      ['Pods', `${report.pods}`],
      ['API calls', `${report.apiCalls}`],
    ]),
  );
};

const sums = ({ counts }: RunReport): Element[] => {
  const rows = [['cells', counts.cells, ''], ['conform', counts.conforms, 'closed'], ['leaks', counts.leak, 'leak'], ['overblocks', counts.overblock, 'overblock'], ['policy mismatches', counts.policyMismatch, 'inconclusive'], ['inconclusive', counts.inconclusive, 'inconclusive'], ['startup exposures', counts.startupExposure, 'inconclusive'], ['vacuous', counts.vacuous, 'vacuous'], ['skipped', counts.skipped, 'skipped']] as const;
  return rows.map(([name, count, sign]) => el('li', { class: count === 0 ? 'zero' : `some ${sign}` }, el('b', {}, `${count}`), ` ${name}`));
};

export const notesSection = (report: RunReport): Element[] => {
  const { skips, remarks, leftovers, assurance, counts } = report;
  const notes = [
    ...(assurance === undefined ? [] : [`Assurance: ${tellAssurance(assurance, counts.inconclusive + counts.vacuous)}`]),
    ...skips.map(({ source, target, reason }) => `skipped ${source} → ${target}: ${reason}`),
    ...remarks,
    ...leftovers.map((leftover) => `could not remove ${leftover}: run netproof cleanup`),
  ];
  return notes.length === 0 ? [] : [el('section', { id: 'notes', 'aria-labelledby': 'notes-title' }, el('h2', { id: 'notes-title' }, 'Notes'), el('ul', {}, ...notes.map((note) => el('li', {}, note))))];
};
