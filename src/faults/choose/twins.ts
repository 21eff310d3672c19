import type { DerivedMatrix } from '../../derive/derive.ts';
import type { CellIndex } from '../../derive/loaded.ts';
import { faultName } from '../fault.ts';
import type { Suspect } from './suspects.ts';

/** Of a deny: that its two ends are not merely cut off, each by its place among the suspects. */
export const twinsAmong = (suspects: readonly Suspect[], { targets, answer }: DerivedMatrix): ((cell: CellIndex) => number[]) => {
  const known = new Map<string, number>(suspects.flatMap(({ fault, of }, at) => (of === undefined ? [] : [[`${of} ${faultName(fault)}`, at] as const])));
  return ({ source, target }) => {
    if (answer(source, target).verdict !== 'deny') return [];
    return [known.get(`${source} CLOSED:egress`), known.get(`${targets[target]?.of} CLOSED:ingress`)].filter((at) => at !== undefined);
  };
};
