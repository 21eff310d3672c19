/** How much of a derived matrix is probed, in sentences. */
import type { DerivedMatrix } from './derive.ts';

interface Allowed {
  readonly mayDial: (target: number) => boolean;
  readonly mayWear: (source: number) => boolean;
}

/** @param probed so many cells */
export const countCells = ({ sources, targets, answer }: DerivedMatrix, probed: number, { mayDial, mayWear }: Allowed): string[] => {
  const columns = targets.flatMap(({ of }, target) => (mayDial(target) && (of === undefined || mayWear(of)) ? [target] : []));
  let [defined, open] = [0, 0];
  for (const source of sources.keys()) {
    if (!mayWear(source)) continue;
    for (const target of columns) {
      if (answer(source, target).verdict === 'undefined') open += 1;
      else defined += 1;
    }
  }
  return [
    ...(probed < defined ? [`${probed} of the ${defined} cells that the policies define are probed: the fewest that tell faults of enforcement from none`] : []),
    ...(open > 0 ? [`${open === 1 ? '1 cell is' : `${open} cells are`} left out: what policy says of ${open === 1 ? 'it' : 'them'} is undefined; netproof derive says why`] : []),
  ];
};
