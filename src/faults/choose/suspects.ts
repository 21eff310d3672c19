/** Every fault at every place that a derived matrix has, and what each turns. */
import type { NetworkPolicy } from '../../model/network-policy.ts';
import type { Fault, Setting } from '../fault.ts';
import { faultsOfClass, faultsOfSomeNode, misreadingsIn } from '../places.ts';
import { lookAt, turnedByEnforcer } from '../sheet/misenforced.ts';
import type { Look } from '../sheet/misenforced.ts';
import { turnedByMisreading } from '../sheet/misread.ts';
import type { Sheet } from '../sheet/sheet.ts';
import type { Turned } from '../sheet/turned.ts';

export interface Suspect {
  readonly fault: Fault;
  /** On the sheet, or on one of the same cells in other families. */
  readonly turned: (on: Sheet) => Iterable<Turned>;
  /** The class that it is about, if it is about one. */
  readonly of?: number;
}

/**
 * @param policies those that may be misread
 * @param classes those that may be cut off, or left open: indices of sources
 */
export const suspectsOn = (sheet: Sheet, policies: readonly NetworkPolicy[], setting: Setting, classes: readonly number[]): Suspect[] => {
  const everywhere = lookAt(sheet, [...sheet.sources.keys()], [...sheet.columns.keys()]);
  const columnsOf = Map.groupBy(everywhere.columns, (at) => sheet.matrix.targets[sheet.columns[at]?.targetAt ?? -1]?.of);
  const ofClass = (of: number): Suspect[] =>
    faultsOfClass(sheet.matrix.sources[of] ?? nobody).map((fault) => ({ fault, of, turned: (on: Sheet) => turnedBy(fault, on, fault.variant === 'egress' ? { ...everywhere, sources: [of] } : lookAt(sheet, everywhere.sources, columnsOf.get(of) ?? [])) }));
  return [
    ...faultsOfSomeNode.map((fault) => ({ fault, turned: (on: Sheet) => turnedBy(fault, on, everywhere) })),
    ...classes.flatMap(ofClass),
    ...misreadingsIn(policies, setting).map((fault) => ({ fault, turned: (on: Sheet) => turnedByMisreading(fault, on) })),
  ];
};

const nobody = { name: '', namespace: '', labels: {} };

/** What a class sends is for its row to show, what it is sent for its columns. */
const turnedBy = (fault: Fault, sheet: Sheet, look: Look): Iterable<Turned> => (fault.kind === 'misenforced' ? turnedByEnforcer(fault.misenforce, sheet, look) : []);
