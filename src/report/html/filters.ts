/** Three questions that narrow what is shown. Hidden until the page's script is there to answer them. */
import { findingKinds } from '../../model/report.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';
import type { Pair } from './pairs.ts';

/** What a pair can be looked for by: its findings, or that it has none. */
export const kindsOf = ({ findings, cells }: Pick<Pair, 'findings' | 'cells'>): string[] => (cells.length === 0 ? [] : findings.length === 0 ? [noFinding] : [...new Set(findings.map(({ kind }) => kind))]);

const noFinding = 'none';

export interface Choices {
  readonly namespaces: readonly string[];
  readonly nodes: readonly string[];
  readonly kinds: readonly string[];
}

/** Names are told to the script by their numbers here. */
export const choicesIn = (pairs: readonly Pair[], canaryNodes: readonly string[]): Choices => {
  const present = new Set(pairs.flatMap(kindsOf));
  return {
    namespaces: [...new Set(pairs.flatMap(({ namespaces }) => namespaces))].toSorted(),
    nodes: [...new Set([...pairs.flatMap(({ nodes }) => nodes), ...canaryNodes])].toSorted(),
    kinds: [...findingKinds, noFinding].filter((kind) => present.has(kind)),
  };
};

export const filterForm = ({ namespaces, nodes, kinds }: Choices): Element =>
  el(
    'form',
    { class: 'filters', id: 'filters', hidden: '', 'aria-label': 'Filter' },
    choice('namespace', 'Namespace', namespaces.map((name, index) => [`${index}`, name])),
    choice('node', 'Node', nodes.map((name, index) => [`${index}`, name])),
    choice('kind', 'Finding', [...(kinds.some((kind) => kind !== noFinding) ? [['any', 'any finding'] as const] : []), ...kinds.map((kind) => [kind, kind === noFinding ? 'no finding' : kind] as const)]),
    el('button', { type: 'button', id: 'show-all' }, 'Show all'),
    el('output', { id: 'shown', 'aria-live': 'polite' }),
  );

const choice = (id: string, title: string, options: readonly (readonly [value: string, text: string])[]): Element =>
  el('label', {}, `${title} `, el('select', { id, name: id }, el('option', { value: '' }, 'all'), ...options.map(([value, text]) => el('option', { value }, text))));
