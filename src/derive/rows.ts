/**
 * Whole rows of a matrix at once: what a source's egress lets out, and what a column's ingress lets in. Sources that the
 * same rules let out share a row, and so do columns that the same rules open. No pair of pods is ever looked at.
 */
import type { Protocol } from '../model/network-policy.ts';
import type { Endpoint, PodEndpoint } from '../policy/endpoint.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { SpansOf } from './atoms.ts';
import { audienceAmong } from './audience.ts';
import type { Lens } from './audience.ts';
import { hasBit } from './bits.ts';
import type { Bits } from './bits.ts';
import { egressRows } from './egress-rows.ts';
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

export interface Rows {
  /** For each source the columns that it may send to. */
  readonly egress: readonly Bits[];
  /** For each column the sources that it hears. */
  readonly ingress: readonly Bits[];
}

/** @returns the rows under a lens; those that it does not change are the very same ones under another */
export const rowsOf = (input: RowsInput): ((lens: Lens) => Rows) => {
  const { sources, ends, index, spansOf } = input;
  const egress = egressRows(input, audienceAmong(ends, index, spansOf));
  const ingress = ingressRows(input, audienceAmong(sources, index, spansOf));
  return (lens) => ({ egress: egress(lens), ingress: ingress(lens) });
};

export const isOpenIn = ({ egress, ingress }: Rows, source: number, column: number): boolean => {
  const [out, into] = [egress[source], ingress[column]];
  return out !== undefined && into !== undefined && hasBit(out, column) && hasBit(into, source);
};
