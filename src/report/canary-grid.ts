/** The canary as a person reads it on a terminal: what each node does, in each direction, by each way. */
import type { CanaryReport } from '../model/report.ts';
import { directionNames, directions, entryOf, isAmiss, isAsked, placementNames, placements, wayOf } from './canary-entries.ts';
import type { CanaryEntry } from './canary-entries.ts';
import { drawGrid } from './grid.ts';
import type { GridRow } from './grid.ts';
import type { Paint } from './paint.ts';
import { plain } from './paint.ts';

/** Rows are nodes, directions and placements, columns are ways; each entry says how the deny came out, and its twin if that is amiss. */
export const drawCanary = ({ cells, nodes }: CanaryReport, columns: number, paint: Paint): string => {
  const ways = [...new Set(cells.map((cell) => wayOf(cell).join('\n')))];
  const rows = nodes.flatMap((node) =>
    directions.flatMap((direction) =>
      placements.flatMap((placement): GridRow[] => {
        const own = cells.filter((cell) => cell.node === node && cell.direction === direction && cell.placement === placement);
        if (own.length === 0 || !(isAsked(direction) || own.some(isAmiss))) return [];
        return [{ name: `${plain(node)} ${directionNames[direction]}, ${placementNames[placement]}`, entries: ways.map((way) => drawEntry(entryOf(own.filter((cell) => wayOf(cell).join('\n') === way)), paint)) }];
      }),
    ),
  );
  return drawGrid({ heads: ways, rows, columns });
};

const drawEntry = (entry: CanaryEntry, paint: Paint): string => {
  switch (entry.status) {
    case 'ok':
      return paint.green('ok');
    case 'leak':
      return entry.times === undefined ? paint.bold(paint.inverse(paint.red(' LEAK '))) : paint.bold(paint.red(`LEAK ${entry.times.through}/${entry.times.attempts}`));
    case 'over':
      return paint.bold(paint.red('OVER'));
    case 'shut':
      return paint.yellow('shut');
    case 'unknown':
      return paint.yellow('?');
  }
};
