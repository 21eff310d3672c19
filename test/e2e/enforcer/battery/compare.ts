import type { Observed } from '../world/world.ts';
import type { Round } from './shape.ts';

const isOpen = (outcome: string | undefined): boolean => outcome === 'open';

/** A pod that dials its own Service: the specification leaves it open. Calico judges it, ours takes it for the pod's own. */
const isUndefined = (cell: string): boolean => /^(\S+) → \1 by Service/.test(cell);

/** Cells that are open on one cluster and closed on the other. */
export const differences = (calico: Observed = new Map(), faulty: Observed = new Map()): string[] =>
  [...calico].filter(([cell, outcome]) => !isUndefined(cell) && isOpen(outcome) !== isOpen(faulty.get(cell))).map(([cell, outcome]) => `${cell}: ${outcome} on Calico, ${faulty.get(cell)} on ours`);

/** Shapes that allow everything, or all of those who dial, and so close nothing. */
const allowing = ['an empty list of peers', 'all pods of all namespaces', 'allow all beside a deny'];

/** Shapes whose pod has only open cells although it should have closed ones, or the other way round: they show nothing. */
export const withoutEffect = ({ name: round, shapes }: Round, observed: Observed = new Map()): string[] =>
  shapes
    .filter(({ name, at }) => {
      const pod = `battery-${at.replace('/*', '/')}`;
      const cells = [...observed].filter(([cell]) => (!round.startsWith('ingress') && cell.startsWith(pod)) || (!round.startsWith('egress') && cell.includes(`→ ${pod}`)));
      const isMixed = new Set(cells.map(([, outcome]) => isOpen(outcome))).size === 2;
      return !isMixed && !allowing.includes(name);
    })
    .map(({ name }) => name);
