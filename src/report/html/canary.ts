/** The canary as a grid: a row for each node, columns by who decides, where the other end is, and by which way. */
import type { CanaryCell, CanaryReport } from '../../model/report.ts';
import { directionNames, directions, entryOf, isAmiss, isAsked, placementNames, placements, wayOf } from '../canary-entries.ts';
import type { CanaryEntry } from '../canary-entries.ts';
import { el } from './node.ts';
import type { Element } from './node.ts';

interface Column {
  readonly direction: CanaryCell['direction'];
  readonly placement: CanaryCell['placement'];
  readonly way: string;
}

/** What one entry of the grid was made from. */
export interface CanaryGroup extends Column {
  readonly node: string;
  readonly cells: readonly CanaryCell[];
}

/** Row by row; an entry without cells was not asked. */
export const canaryGroups = ({ cells, nodes }: CanaryReport): CanaryGroup[] => {
  const own = Map.groupBy(cells, (cell) => keyOf(cell.node, columnOf(cell)));
  return nodes.flatMap((node) => columnsOf(cells).map((column) => ({ node, ...column, cells: own.get(keyOf(node, column)) ?? [] })));
};

const columnOf = (cell: CanaryCell): Column => ({ direction: cell.direction, placement: cell.placement, way: wayOf(cell).join(' ') });

const keyOf = (node: string, { direction, placement, way }: Column): string => JSON.stringify([node, direction, placement, way]);

const columnsOf = (cells: readonly CanaryCell[]): Column[] => {
  const shown = directions.filter((direction) => isAsked(direction) || cells.some((cell) => cell.direction === direction && isAmiss(cell)));
  return shown.flatMap((direction) =>
    placements.flatMap((placement) => {
      const ways = new Set(cells.flatMap((cell) => (cell.direction === direction && cell.placement === placement ? [wayOf(cell).join(' ')] : [])));
      return [...ways].map((way) => ({ direction, placement, way }));
    }),
  );
};

const signs = {
  ok: { name: 'closed', sign: '✓', word: 'ok', meaning: 'a deny held while its twin got through' },
  leak: { name: 'leak', sign: '▲', word: 'LEAK', meaning: 'a deny did not hold' },
  over: { name: 'overblock', sign: '■', word: 'OVER', meaning: 'what is allowed is closed' },
  shut: { name: 'inconclusive', sign: '?', word: 'shut', meaning: 'what no policy selects is closed' },
  unknown: { name: 'inconclusive', sign: '?', word: 'unclear', meaning: 'could not be judged' },
} as const satisfies Record<CanaryEntry['status'], object>;

/** @param nodeIndex the number by which the page's filter knows a node */
export const canarySection = (canary: CanaryReport, groups: readonly CanaryGroup[], nodeIndex: (node: string) => number): Element => {
  const { diagnosis, nodes } = canary;
  const columns = columnsOf(canary.cells);
  const rows = nodes.map((node, row) =>
    el('tr', { 'data-node': nodeIndex(node) }, el('th', { scope: 'row', title: node }, node), ...groups.slice(row * columns.length, (row + 1) * columns.length).map(entry)),
  );
  const used = new Set(groups.flatMap(({ cells }) => (cells.length === 0 ? [] : [entryOf(cells).status])));
  const mark = diagnosis.enforces === undefined ? 'inconclusive' : diagnosis.enforces ? 'closed' : 'leak';
  const word = diagnosis.enforces === undefined ? '? not judged' : diagnosis.enforces ? '✓ enforces' : '▲ fails';
  return el(
    'section',
    { id: 'canary', 'aria-labelledby': 'canary-title' },
    el('h2', { id: 'canary-title' }, 'Canary'),
    el('p', {}, el('b', { class: `swatch ${mark}` }, word), ` ${diagnosis.sentence}`),
    ...(columns.length === 0
      ? []
      : [
          el(
            'div',
            { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Canary, can be scrolled' },
            el('table', { class: 'canary', 'data-grid': 'canary' }, el('caption', { class: 'unseen' }, `${nodes.length} nodes in rows, ${columns.length} questions in columns`), head(columns), el('tbody', {}, ...rows)),
          ),
          el('ul', { class: 'legend', 'aria-label': 'Legend' }, ...Object.entries(signs).flatMap(([status, { name, sign, word: told, meaning }]) => (used.has(status as CanaryEntry['status']) ? [el('li', {}, el('b', { class: `swatch ${name}` }, `${sign} ${told}`), ` ${meaning}`)] : [])), ...(canary.cells.some(isExposed) ? [el('li', {}, el('b', { class: 'swatch' }, '◔'), ' open at first, then closed')] : [])),
        ]),
  );
};

/** Three rows: who decides, where the other end is, which way. */
const head = (columns: readonly Column[]): Element => {
  const spans = (keyFor: (column: Column) => string, name: (column: Column) => string): Element[] =>
    [...Map.groupBy(columns, keyFor).values()].flatMap((own) => (own[0] === undefined ? [] : [el('th', { scope: 'colgroup', colspan: own.length }, name(own[0]))]));
  return el(
    'thead',
    {},
    el('tr', {}, el('th', { scope: 'col', class: 'corner', rowspan: 3 }, 'node'), ...spans(({ direction }) => direction, ({ direction }) => directionNames[direction])),
    el('tr', {}, ...spans(({ direction, placement }) => `${direction} ${placement}`, ({ placement }) => placementNames[placement])),
    el('tr', {}, ...columns.map(({ way }) => el('th', { scope: 'col', class: 'way' }, ...way.split(' ').flatMap((part) => [el('span', {}, part), ' '])))),
  );
};

const entry = ({ cells }: CanaryGroup): Element => {
  if (cells.length === 0) return el('td', { class: 'none' });
  const found = entryOf(cells);
  const { name, sign, word } = signs[found.status];
  const times = found.status === 'leak' && found.times !== undefined ? ` ${found.times.through}/${found.times.attempts}` : '';
  const exposed = cells.some(isExposed);
  return el('td', { class: exposed ? `${name} noted` : name }, el('b', {}, `${sign} ${word}${times}${exposed ? ' ◔' : ''}`));
};

const isExposed = ({ verdict, openUntilMs }: CanaryCell): boolean => verdict === 'deny' && openUntilMs !== undefined;
