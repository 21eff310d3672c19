/**
 * Whole rows of a matrix at once: what a source's egress lets out, and what a column's ingress lets in. Sources that the
 * same policies select share a row, columns that the same rules open share theirs. No pair of pods is ever looked at.
 */
import type { Protocol } from '../model/network-policy.ts';
import type { Endpoint, PodEndpoint } from '../policy/endpoint.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { Reading } from '../policy/readings.ts';
import type { SpansOf } from './atoms.ts';
import { audienceAmong } from './audience.ts';
import type { Lens } from './audience.ts';
import { hasBit } from './bits.ts';
import { egressRows } from './egress-rows.ts';
import { familiesBetween } from './families.ts';
import { ingressRows } from './ingress-rows.ts';

/** One port of one endpoint. */
export interface Column {
  /** Index of the endpoint. */
  readonly end: number;
  readonly protocol: Protocol;
  readonly port: number;
}

export interface RowsInput {
  readonly sources: readonly PodEndpoint[];
  readonly ends: readonly Endpoint[];
  readonly columns: readonly Column[];
  readonly index: PolicyIndex;
  readonly spansOf: SpansOf;
}

/** Whether a column is open to a source. */
export type IsOpen = (source: number, column: number) => boolean;

export const rowsOf = (input: RowsInput): ((reading: Reading) => IsOpen) => {
  const { sources, ends, columns, index, spansOf } = input;
  const [senders, receivers] = [audienceAmong(sources, index, spansOf), audienceAmong(ends, index, spansOf)];
  const under = (lens: Lens): IsOpen => {
    const egress = egressRows(input, (rule) => receivers(rule, lens));
    const ingress = ingressRows(input, (rule) => senders(rule, lens));
    return (source, column) => {
      const [out, into] = [egress[source], ingress[column]];
      return out !== undefined && into !== undefined && hasBit(out, column) && hasBit(into, source);
    };
  };
  const { used: [first = 4, ...others], between } = familiesBetween(sources, ends);
  if (others.length === 0) return (reading) => under({ reading, family: first });
  return (reading) => {
    const by = { 4: under({ reading, family: 4 }), 6: under({ reading, family: 6 }) };
    return (source, column) => by[between(source, columns[column]?.end ?? -1)](source, column);
  };
};
