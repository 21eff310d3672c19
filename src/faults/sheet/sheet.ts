/** A derived matrix as rows of bits, from either side, under the usual reading: what a fault turns is found a row at a time. */
import type { Family } from '../../../probes/contract.ts';
import { addBit, bitsOf, membersOf, noBits } from '../../derive/bits.ts';
import type { Bits } from '../../derive/bits.ts';
import { endpointOf } from '../../derive/classes.ts';
import type { DerivedMatrix } from '../../derive/derive.ts';
import type { DerivedTarget } from '../../derive/targets.ts';
import type { NetworkPolicy } from '../../model/network-policy.ts';
import { isolating } from '../../policy/admission.ts';
import type { Endpoint, PodEndpoint } from '../../policy/endpoint.ts';
import { familyOf } from '../../policy/ip-block.ts';
import type { Meeting } from '../fault.ts';
import { rulerOf } from './ruler.ts';
import type { Ruler } from './ruler.ts';

/** One connection that a target stands for. */
export type Column = DerivedTarget['ends'][number] & { readonly targetAt: number; readonly family: Family };

export interface Sheet {
  readonly matrix: DerivedMatrix;
  readonly families: readonly Family[];
  readonly sources: readonly PodEndpoint[];
  readonly columns: readonly Column[];
  /** For each target its columns. */
  readonly columnsOf: readonly (readonly number[])[];
  /** By namespace, the pods that policies there may isolate. */
  readonly sourcesIn: (namespace: string) => readonly number[];
  readonly columnsIn: (namespace: string) => readonly number[];
  /** For each source the columns that it may send to, and those that hear it. */
  readonly sends: readonly Bits[];
  readonly heardBy: readonly Bits[];
  /** For each column the sources that it hears, and those that may send to it. */
  readonly hears: readonly Bits[];
  readonly sentBy: readonly Bits[];
  readonly isolatedSources: Bits;
  readonly isolatedColumns: Bits;
  /** For each column a number: those of one number are alike but for whose they are. */
  readonly kinds: readonly number[];
  readonly ruler: Ruler;
}

/**
 * @param policies all that have a say
 * @param families in which pods are dialled, the first one first
 */
export const sheetOf = (matrix: DerivedMatrix, policies: readonly NetworkPolicy[], families: readonly Family[]): Sheet => {
  const [family = 4] = families;
  const sources = matrix.sources.map(endpointOf);
  const columns = matrix.targets.flatMap(({ ends }, targetAt) => ends.map((end): Column => ({ family: end.target.kind === 'address' ? familyOf(end.target.ip) : family, ...end, targetAt })));
  const columnsOf = matrix.targets.map((): number[] => []);
  for (const [at, { targetAt }] of columns.entries()) columnsOf[targetAt]?.push(at);

  const ruler = rulerOf(sources, columns, matrix.index, policies, family);
  const outgoing = sources.map((source) => isolating('egress', source, matrix.index));
  const incoming = columns.map(({ target }) => isolating('ingress', target, matrix.index));
  const sends = outgoing.map(ruler.sendsUnder);
  const hears = incoming.map(ruler.hearsUnder);
  return {
    matrix,
    families,
    sources,
    columns,
    columnsOf,
    sourcesIn: byNamespace(sources),
    columnsIn: byNamespace(columns.map(({ target }) => target)),
    sends,
    hears,
    heardBy: turned(hears, sources.length),
    sentBy: turned(sends, columns.length),
    isolatedSources: bitsOf(outgoing.flatMap(({ length }, at) => (length > 0 ? [at] : [])), sources.length),
    isolatedColumns: bitsOf(incoming.flatMap(({ length }, at) => (length > 0 ? [at] : [])), columns.length),
    kinds: kindsOf(columns),
    ruler,
  };
};

const byNamespace = (ends: readonly Endpoint[]): ((namespace: string) => readonly number[]) => {
  const known = Map.groupBy(ends.keys(), (at) => namespaceOf(ends[at]));
  return (namespace) => known.get(namespace) ?? [];
};

const namespaceOf = (end: Endpoint | undefined): string | undefined => (end?.kind === 'pod' ? end.namespace : undefined);

const kindsOf = (columns: readonly Column[]): number[] => {
  const known = new Map<string, number>();
  return columns.map(({ target, protocol, port, through, family }) => {
    const key = JSON.stringify([target.kind, target.kind === 'pod' && target.hostNetwork, protocol, port === 53, through?.kind, family]);
    const kind = known.get(key) ?? known.size;
    known.set(key, kind);
    return kind;
  });
};

const turned = (rows: readonly Bits[], size: number): Bits[] => {
  const columns = Array.from({ length: size }, () => noBits(rows.length));
  for (const [row, bits] of rows.entries()) {
    for (const member of membersOf(bits)) {
      const column = columns[member];
      if (column !== undefined) addBit(column, row);
    }
  }
  return columns;
};

/** One in each family in which it is dialled. */
export const meetingsAt = ({ sources, columns, families }: Sheet, source: number, column: number): Meeting[] => {
  const [from, to] = [sources[source], columns[column]];
  if (from === undefined || to === undefined) return [];
  return (to.target.kind === 'address' ? [to.family] : families).map((family) => ({ ...to, family, source: from }));
};
