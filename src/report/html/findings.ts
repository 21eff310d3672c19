/** Findings in words, with how to see them. What belongs to one source and target stands together. */
import type { Finding, FindingKind, RunReport } from '../../model/report.ts';
import { groupFindings } from '../findings.ts';
import { el } from './node.ts';
import type { Element, Html } from './node.ts';

/** So many groups a reader may scroll through and a browser lays out at once; the matrix leads to all others. */
const shownGroups = 300;

const kindSigns: Readonly<Record<FindingKind, string>> = { leak: '▲', overblock: '■', 'policy-mismatch': '≠', inconclusive: '?', 'startup-exposure': '◔', vacuous: '∅' };

export const findingsSection = (report: RunReport, indexOf: (source: string, target: string) => number | undefined): Element => {
  const groups = groupFindings(report);
  const rest = groups.length - shownGroups;
  const items = groups.slice(0, shownGroups).flatMap(({ kind, source, target, findings: [first, ...others] }) => {
    if (first === undefined) return [];
    const index = indexOf(source, target);
    const more = others.length === 0 ? [] : [el('p', { class: 'more' }, `and ${others.length} more ${others.length === 1 ? 'way' : 'ways'} to it`)];
    const link = index === undefined ? [] : [el('a', { href: `#pair-${index}`, 'data-open': index }, `${source} → ${target}`)];
    return [findingItem(first, { attributes: { 'data-kind': kind, ...(index === undefined ? {} : { 'data-pair': index }) }, head: link, more })];
  });
  return el(
    'section',
    { id: 'findings', 'aria-labelledby': 'findings-title' },
    el('h2', { id: 'findings-title' }, 'Findings'),
    ...(items.length === 0 ? [el('p', {}, 'None.')] : [el('ul', { class: 'findings' }, ...items)]),
    ...(rest > 0 ? [el('p', { class: 'hint' }, `… and ${rest} more pairs of source and target; the matrix leads to them, and -o json has them all.`)] : []),
  );
};

interface Around {
  readonly attributes: Element['attributes'];
  readonly head: readonly Html[];
  readonly more: readonly Html[];
}

export const findingItem = ({ kind, message, reproduce }: Finding, { attributes, head, more }: Around = { attributes: {}, head: [], more: [] }): Element =>
  el(
    'li',
    { class: `finding edge-${kind}`, ...attributes },
    el('p', { class: 'kind' }, el('b', {}, `${kindSigns[kind]} ${kind}`), ...head.flatMap((each) => [' ', each])),
    el('p', {}, message),
    ...more,
    ...(reproduce === undefined ? [] : [el('p', { class: 'reproduce' }, el('span', {}, 'See it yourself: '), el('code', {}, reproduce))]),
  );
