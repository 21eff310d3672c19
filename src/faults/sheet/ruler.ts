/** What policies, and rules that nobody wrote, let through on a sheet. */
import type { Family } from '../../../probes/contract.ts';
import { blocksIn, spansBetween } from '../../derive/atoms.ts';
import { audienceAmong } from '../../derive/audience.ts';
import { addBit, addBits, bitsOf, membersOf, noBits } from '../../derive/bits.ts';
import type { Bits } from '../../derive/bits.ts';
import { itself, memoised } from '../../derive/memoised.ts';
import { openedPorts } from '../../derive/opened-ports.ts';
import type { NetworkPolicy } from '../../model/network-policy.ts';
import type { Endpoint, PodEndpoint } from '../../policy/endpoint.ts';
import type { PolicyIndex, ReadyPolicy, ReadyRule } from '../../policy/policy-index.ts';
import { contains } from '../../policy/port-set.ts';
import { usual } from '../../policy/readings.ts';
import type { Column } from './sheet.ts';

export interface Ruler {
  /** The columns to which somebody may send whom these policies isolate. */
  readonly sendsUnder: (policies: readonly ReadyPolicy[]) => Bits;
  /** The sources that a column hears which these policies isolate. */
  readonly hearsUnder: (policies: readonly ReadyPolicy[], column: number) => Bits;
}

export const rulerOf = (sources: readonly PodEndpoint[], columns: readonly Column[], index: PolicyIndex, policies: readonly NetworkPolicy[], family: Family): Ruler => {
  const spansOf = spansBetween(blocksIn(policies));
  const ends = [...new Set(columns.map(({ target }) => target))];
  const placeOf = new Map(ends.map((end, at) => [end, at]));
  const byEnd = Map.groupBy(columns.keys(), (at) => placeOf.get(columns[at]?.target ?? nobody) ?? -1);
  const receivers = audienceAmong(ends, index, spansOf);
  const senders = audienceAmong(sources, index, spansOf);
  const families = [family, ...new Set(columns.map((column) => column.family))].filter((one, at, all) => all.indexOf(one) === at);
  const everyColumn = bitsOf(columns.keys(), columns.length);
  const everySource = bitsOf(sources.keys(), sources.length);

  const sendsBy = memoised(itself<ReadyRule>, (rule): Bits => {
    const portsOn = openedPorts(rule);
    const bits = noBits(columns.length);
    for (const lens of lensesOf(rule, families)) {
      for (const end of membersOf(receivers(rule, { reading: usual, family: lens }))) {
        const ports = portsOn(ends[end] ?? nobody);
        for (const at of byEnd.get(end) ?? []) {
          const column = columns[at];
          if (column !== undefined && isSeen(rule, column.family, lens) && contains(ports, column.protocol, column.port)) addBit(bits, at);
        }
      }
    }
    return bits;
  });

  const hearsBy = (rule: ReadyRule, at: number): Bits | undefined => {
    const column = columns[at];
    if (column === undefined || !contains(openedPorts(rule)(column.target), column.protocol, column.port)) return undefined;
    return senders(rule, { reading: usual, family: column.family });
  };

  return {
    sendsUnder: (own) => (own.length === 0 ? everyColumn : unionOf(own.flatMap(({ rules }) => rules.map(sendsBy)), columns.length)),
    hearsUnder: (own, at) => (own.length === 0 ? everySource : unionOf(own.flatMap(({ rules }) => rules.flatMap((rule) => hearsBy(rule, at) ?? [])), sources.length)),
  };
};

const nobody: Endpoint = { kind: 'address', ip: '' };

/** Selectors do not care for families. */
const namesAddresses = ({ peers }: ReadyRule): boolean => peers.some(({ matchesIp }) => matchesIp !== undefined);
const lensesOf = (rule: ReadyRule, families: readonly Family[]): readonly Family[] => (namesAddresses(rule) ? families : families.slice(0, 1));
const isSeen = (rule: ReadyRule, family: Family, lens: Family): boolean => family === lens || !namesAddresses(rule);

const unionOf = (sets: readonly Bits[], size: number): Bits => {
  const union = noBits(size);
  for (const set of sets) addBits(union, set);
  return union;
};
