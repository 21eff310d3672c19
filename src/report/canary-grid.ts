/** The canary as a person reads it: what each node does, in each direction, by each way. */
import type { CanaryCell, CanaryReport } from '../model/report.ts';
import { drawGrid } from './grid.ts';
import type { Paint } from './paint.ts';
import { plain } from './paint.ts';

/** The questions beside the two directions, whose rows are drawn only where one is not as it must be. */
const names = { ingress: 'ingress', egress: 'egress', peers: 'ingress of unnamed peers', none: 'without a policy' } as const;
const directions = Object.keys(names) as (keyof typeof names)[];
const placements = { 'same-node': 'same node', 'cross-node': 'other node' } as const;

/** Rows are nodes, directions and placements, columns are ways; each entry says how the deny came out, and its twin if that is amiss. */
export const drawCanary = ({ cells, nodes }: CanaryReport, columns: number, paint: Paint): string => {
  const ways = [...new Set(cells.map(wayOf))];
  const rows = nodes.flatMap((node) =>
    directions.flatMap((direction) =>
      Object.entries(placements).flatMap(([placement, where]) => {
        const own = cells.filter((cell) => cell.node === node && cell.direction === direction && cell.placement === placement);
        if (own.length === 0 || !(isAsked(direction) || own.some(isAmiss))) return [];
        return [{ name: `${plain(node)} ${names[direction]}, ${where}`, entries: ways.map((way) => drawEntry(own.filter((cell) => wayOf(cell) === way), paint)) }];
      }),
    ),
  );
  return drawGrid({ heads: ways, rows, columns });
};

const isAsked = (direction: CanaryCell['direction']): boolean => direction === 'ingress' || direction === 'egress';

const isAmiss = ({ verdict, state }: CanaryCell): boolean => state !== (verdict === 'allow' ? 'open' : 'closed');

const wayOf = ({ transport, family, path }: CanaryCell): string => `${transport}\nIPv${family}\n${path === 'pod-ip' ? 'pod' : 'Service'}`;

const drawEntry = (cells: readonly CanaryCell[], paint: Paint): string => {
  const allow = cells.find(({ verdict }) => verdict === 'allow');
  const deny = cells.find(({ verdict }) => verdict === 'deny');
  if (deny === undefined) return cells.every((cell) => !isAmiss(cell)) ? paint.green('ok') : paint.yellow('shut');
  switch (deny.state) {
    case 'open':
      return paint.bold(paint.inverse(paint.red(' LEAK ')));
    case 'now-and-then':
      return paint.bold(paint.red(`LEAK ${deny.through}/${deny.attempts}`));
    case 'closed':
      if (allow?.state === 'closed' || allow?.state === 'now-and-then') return paint.bold(paint.red('OVER'));
      return allow === undefined || allow.state === 'open' ? paint.green('ok') : paint.yellow('?');
    case 'unknown':
      return paint.yellow('?');
  }
};
