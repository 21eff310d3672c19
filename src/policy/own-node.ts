import type { Endpoint, PodEndpoint } from './endpoint.ts';
import { readAs, usual } from './readings.ts';

/** A source that may come to run on any node: where it is the target's own, that is one more reading, and elsewhere the usual one holds. */
export const placedBeside = (source: PodEndpoint, target: Endpoint): PodEndpoint => {
  const met = readAs(target, usual);
  return met.kind === 'node' ? { ...source, node: met.name } : source;
};
