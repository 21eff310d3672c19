import { expectedOf } from '../../model/plan.ts';
import type { CellResult } from '../../model/report.ts';
import { atMost } from './at-most.ts';

/** An allow that conforms although the network lost some attempts. */
export const remarksOnLoss = (cells: readonly CellResult[]): string[] => {
  const told = cells
    .filter((result) => result.status === 'conforms' && expectedOf(result) === 'allow')
    .flatMap(({ cell, reality }) => {
      const lost = (reality?.destinations ?? []).filter(({ lossy }) => lossy);
      if (lost.length === 0) return [];
      return [`${cell.id} is open, with losses: ${lost.map(({ label, tally }) => `${tally.open} of ${tally.attempts} attempts at ${label} got through`).join(', ')}`];
    });
  return atMost(told, (more) => `${more} more cells are open with losses; -o json has them all`);
};
