/** Which connections of a sheet turn when something else is done than what was decided. */
import { hasBit } from '../../derive/bits.ts';
import type { Bits } from '../../derive/bits.ts';
import type { Misenforcement, State } from '../fault.ts';
import { verdictOf } from '../under-fault.ts';
import { meetingsAt } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import type { Turned } from './turned.ts';

/** Where to look: at all pairs, or at those of one class. */
export interface Look {
  readonly sources: readonly number[];
  readonly columns: readonly number[];
  /** One column of each kind. */
  readonly examples: readonly number[];
}

export const lookAt = ({ kinds }: Sheet, sources: readonly number[], columns: readonly number[]): Look => ({ sources, columns, examples: [...new Map(columns.map((column) => [kinds[column], column])).values()] });

/** @returns what turns for each source, one after the other */
export function* turnedByEnforcer(misenforce: Misenforcement, sheet: Sheet, look: Look): Generator<Turned> {
  const { sources, columns } = look;
  const turns = turning(misenforce, sheet, look);
  // A single source asks each column once anyway.
  const worthwhile = sources.length === 1 ? columns : columns.filter((column) => turns.atColumn(column));
  if (worthwhile.length === 0) return;
  for (const source of sources) if (turns.atSource(source)) yield { source, columns: among(worthwhile, (column) => turns.between(source, column)) };
}

function* among(columns: readonly number[], is: (column: number) => boolean): Generator<number> {
  for (const column of columns) if (is(column)) yield column;
}

interface Turning {
  readonly between: (source: number, column: number) => boolean;
  /** Whether anything may turn there, whoever is at the other end. */
  readonly atSource: (source: number) => boolean;
  readonly atColumn: (column: number) => boolean;
}

/** Such faults look at little, so that the same question comes up again and again. */
const turning = (misenforce: Misenforcement, sheet: Sheet, { sources, examples }: Look): Turning => {
  const known = new Map<number, boolean>();
  const isTurned = (source: number, column: number, egress: number, ingress: number): boolean => {
    const key = ((sheet.kinds[column] ?? 0) * states.length + egress) * states.length + ingress;
    let answer = known.get(key);
    if (answer === undefined) {
      const before = { egress: states[egress] ?? 'open', ingress: states[ingress] ?? 'open' } as const;
      answer = meetingsAt(sheet, source, column).some((meeting) => verdictOf(misenforce(before, meeting)) !== verdictOf(before));
      known.set(key, answer);
    }
    return answer;
  };
  const [anybody = -1] = sources;
  return {
    atSource: (source) => examples.some((column) => statesOf(sheet.isolatedSources, source).some((egress) => anyState.some((ingress) => isTurned(source, column, egress, ingress)))),
    atColumn: (column) => statesOf(sheet.isolatedColumns, column).some((ingress) => anyState.some((egress) => isTurned(anybody, column, egress, ingress))),
    between: (source, column) => isTurned(source, column, stateAt(sheet.isolatedSources, source, sheet.sends[source], column), stateAt(sheet.isolatedColumns, column, sheet.heardBy[source], column)),
  };
};

const states = ['open', 'allowed', 'denied'] as const satisfies readonly State[];

/** By position. */
const anyState = [...states.keys()];
const statesOf = (isolated: Bits, end: number): readonly number[] => (hasBit(isolated, end) ? [1, 2] : [0]);

const stateAt = (isolated: Bits, end: number, row: Bits | undefined, column: number): number => {
  if (!hasBit(isolated, end)) return 0;
  return row !== undefined && hasBit(row, column) ? 1 : 2;
};
