import { isolating } from '../policy/admission.ts';
import type { ReadyPolicy, ReadyRule } from '../policy/policy-index.ts';
import { contains } from '../policy/port-set.ts';
import { addBit, addBits, bitsOf, membersOf, noBits } from './bits.ts';
import type { Bits } from './bits.ts';
import { memoised } from './memoised.ts';
import { openedPorts } from './opened-ports.ts';
import type { RowsInput } from './rows.ts';
import { spelledRule } from './spelling.ts';

/** @returns for each source the columns that it may send to; sources that the same policies isolate share a row */
export const egressRows = ({ sources, ends, columns, index }: RowsInput, receivers: (rule: ReadyRule) => Bits): Bits[] => {
  const everything = bitsOf(columns.keys(), columns.length);
  const byEnd = Map.groupBy(columns.map((column, position) => ({ ...column, position })), ({ end }) => end);
  const places = ends.map((end, at) => ({ end, own: byEnd.get(at) ?? [] }));

  const openedBy = memoised(spelledRule, (rule: ReadyRule): Bits => {
    const portsOn = openedPorts(rule);
    const bits = noBits(columns.length);
    for (const { end, own } of membersOf(receivers(rule)).flatMap((at) => places[at] ?? [])) {
      const ports = portsOn(end);
      for (const { position, protocol, port } of own) if (contains(ports, protocol, port)) addBit(bits, position);
    }
    return bits;
  });

  const rowOf = memoised(spelledNames, (policies: readonly ReadyPolicy[]): Bits => {
    const bits = noBits(columns.length);
    for (const rule of policies.flatMap(({ rules }) => rules)) addBits(bits, openedBy(rule));
    return bits;
  });

  return sources.map((source) => {
    const policies = isolating('egress', source, index);
    return policies.length === 0 ? everything : rowOf(policies);
  });
};

/** Whoever the same policies isolate lives in one namespace. */
const spelledNames = (policies: readonly ReadyPolicy[]): string => policies.map(({ namespace, name }) => `${namespace}/${name}`).join();
