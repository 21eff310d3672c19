/** Which connections of a sheet turn when a policy is read as another one. */
import { addBit, hasBit, noBits } from '../../derive/bits.ts';
import type { Bits } from '../../derive/bits.ts';
import { directions } from '../../model/network-policy.ts';
import type { Direction } from '../../model/network-policy.ts';
import { isolating } from '../../policy/admission.ts';
import type { Endpoint } from '../../policy/endpoint.ts';
import { indexPolicies } from '../../policy/policy-index.ts';
import { selects } from '../../policy/selector.ts';
import type { Fault } from '../fault.ts';
import { meetingsAt } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import type { Turned } from './turned.ts';

/** @returns what turns at each end that the policy has to do with, one after the other */
export function* turnedByMisreading({ policy, misreading }: Fault & { readonly kind: 'misread' }, sheet: Sheet): Generator<Turned> {
  const { namespace, name } = policy;
  const { sources, columns, matrix, ruler } = sheet;
  const bent = indexPolicies({ policies: misreading.as, namespaces: [] });
  const changed = directions.filter((direction) => misreading.as.length !== 1 || misreading.as[0]?.podSelector !== policy.podSelector || misreading.as[0][direction] !== policy[direction]);
  const concerns = (direction: Direction, end: Endpoint | undefined): end is Endpoint =>
    end?.kind === 'pod' && [policy, ...misreading.as].some((one) => one[direction] !== undefined && selects(one.podSelector, end.labels));
  const readAt = (direction: Direction, end: Endpoint) => [
    ...(misreading.alone === direction ? [] : isolating(direction, end, matrix.index).filter((one) => one.name !== name)),
    ...isolating(direction, end, bent),
  ];
  const isMeant = (source: number, column: number): boolean => misreading.only === undefined || meetingsAt(sheet, source, column).some(misreading.only);

  const hears = new Map((changed.includes('ingress') ? sheet.columnsIn(namespace) : []).flatMap((at) => {
    const target = columns[at]?.target;
    return concerns('ingress', target) ? [[at, ruler.hearsUnder(readAt('ingress', target), at)] as const] : [];
  }));
  const sends = new Map((changed.includes('egress') ? sheet.sourcesIn(namespace) : []).flatMap((at) => {
    const source = sources[at];
    return concerns('egress', source) ? [[at, ruler.sendsUnder(readAt('egress', source))] as const] : [];
  }));
  for (const [source, row] of sends) {
    const [before, heard] = [sheet.sends[source], sheet.heardBy[source]];
    if (before === undefined || heard === undefined) continue;
    const turned = differing([before, heard], [row, hears.size === 0 ? heard : heardNow(heard, hears, source)]).filter((column) => isMeant(source, column));
    yield { source, columns: outsideFirst(turned, sheet) };
  }
  for (const [column, row] of hears) {
    const [before, sent] = [sheet.hears[column], sheet.sentBy[column]];
    if (before === undefined || sent === undefined) continue;
    yield { column, sources: differing([before, sent], [row, sent]).filter((source) => !sends.has(source) && isMeant(source, column)) };
  }
}

/** What blocks of addresses say of pods is left open, and of nobody else. */
const outsideFirst = (turned: readonly number[], { columns }: Sheet): number[] => {
  const { true: outside = [], false: inside = [] } = Object.groupBy(turned, (column) => String(columns[column]?.target.kind === 'address') as 'true' | 'false');
  return [...outside, ...inside];
};

/** Where one pair of sets has a common member and the other has not. */
const differing = ([a, b]: readonly [Bits, Bits], [c, d]: readonly [Bits, Bits]): number[] => {
  const members: number[] = [];
  for (let word = 0; word < a.length; word += 1) {
    const before = (a[word] ?? 0) & (b[word] ?? 0);
    const after = (c[word] ?? 0) & (d[word] ?? 0);
    for (let rest = before ^ after; rest !== 0; rest &= rest - 1) members.push(word * 32 + 31 - Math.clz32(rest & -rest));
  }
  return members;
};

/** Of one source, with what some columns hear now. */
const heardNow = (heard: Bits, hears: ReadonlyMap<number, Bits>, source: number): Bits => {
  const now = noBits(heard.length * 32);
  now.set(heard);
  for (const [column, row] of hears) {
    if (hasBit(row, source)) addBit(now, column);
    else now[column >>> 5] = (now[column >>> 5] ?? 0) & ~(1 << (column & 31));
  }
  return now;
};
