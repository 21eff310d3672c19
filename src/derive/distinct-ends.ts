import { addressesOf } from '../policy/endpoint.ts';
import type { Endpoint } from '../policy/endpoint.ts';
import type { SpansOf } from './atoms.ts';
import type { DerivedTarget } from './targets.ts';

type Ends = DerivedTarget['ends'];

/** Those that policy can tell apart: fifty pods of the cluster's DNS are one of them. */
export const distinctEnds = (ends: Ends, spansOf: SpansOf): Ends =>
  [...Map.groupBy(ends, (end) => JSON.stringify({ ...end, target: seen(end.target, spansOf) })).values()].flatMap(([first]) => first ?? []);

/** What policy sees of an endpoint. Nodes are seen one by one, and with them whoever is on their network. */
const seen = (end: Endpoint, spansOf: SpansOf): unknown => {
  if (end.kind !== 'pod' || end.hostNetwork) return end;
  const { namespace, labels, ports } = end;
  return { namespace, labels, ports, at: spansOf(addressesOf(end)) };
};
