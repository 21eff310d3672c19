import { isolating } from '../policy/admission.ts';
import type { ReadyRule } from '../policy/policy-index.ts';
import { contains } from '../policy/port-set.ts';
import type { Audience, Lens } from './audience.ts';
import { addBit, bitsOf, membersOf, noBits } from './bits.ts';
import type { Bits } from './bits.ts';
import { itself, memoised } from './memoised.ts';
import { openedPorts } from './opened-ports.ts';
import type { RowsInput } from './rows.ts';
import { numbering, unions } from './shared-bits.ts';

/** @returns for each source the columns that it may send to; sources that the same rules let out share a row */
export const egressRows = ({ sources, ends, columns, index }: RowsInput, receivers: Audience): ((lens: Lens) => Bits[]) => {
  const everything = bitsOf(columns.keys(), columns.length);
  const unionOf = unions(columns.length);
  const byEnd = Map.groupBy(columns.map((column, position) => ({ ...column, position })), ({ end }) => end);
  const places = ends.map((end, at) => ({ end, own: byEnd.get(at) ?? [] }));

  const numberOf = numbering();
  const openedBy = memoised(
    ({ rule, among }: { readonly rule: ReadyRule; readonly among: Bits }) => `${numberOf(among)} ${JSON.stringify(rule.ports)}`,
    ({ rule, among }): Bits => {
      const portsOn = openedPorts(rule);
      const bits = noBits(columns.length);
      for (const { end, own } of membersOf(among).flatMap((at) => places[at] ?? [])) {
        const ports = portsOn(end);
        for (const { position, protocol, port } of own) if (contains(ports, protocol, port)) addBit(bits, position);
      }
      return bits;
    },
  );

  const policiesAt = sources.map((source) => isolating('egress', source, index));

  return (lens) => {
    const to = memoised(itself<ReadyRule>, (rule) => openedBy({ rule, among: receivers(rule, lens) }));
    return policiesAt.map((policies) => (policies.length === 0 ? everything : unionOf(policies.flatMap(({ rules }) => rules.map(to)))));
  };
};
