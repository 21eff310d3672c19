/**
 * A virtual address leads each connect to another endpoint. Most enforcers judge after that choice, so ten failures may
 * have met the same closed ones, while one that nobody met is open.
 */
import type { DestinationObservation } from '../model/observation.ts';
import type { Cell } from '../model/cell.ts';
import type { Destination, PlannedCell } from '../model/plan.ts';

type Observed = readonly DestinationObservation[];

/** That one open endpoint among many was missed by all attempts must be less likely than this. */
const mostChance = 0.05;

/** @param observations of each cell, in the order of the cells */
export const heedEndpoints = (cells: readonly PlannedCell[], observations: readonly Observed[]): Observed[] => {
  const endpoints = new Map<string, DestinationObservation[]>();
  cells.forEach(({ cell }, index) => {
    if (cell.path === 'endpoint') endpoints.set(serviceKey(cell), [...(endpoints.get(serviceKey(cell)) ?? []), ...(observations[index] ?? [])]);
  });
  return cells.map(({ cell, destinations }, index) => {
    const seen = observations[index] ?? [];
    if (cell.path !== 'cluster-ip' && cell.path !== 'node-port') return seen;
    const siblings = endpoints.get(serviceKey(cell)) ?? [];
    return seen.map((observation, at) => heed(observation, destinations[at], siblings));
  });
};

const serviceKey = ({ source, target, transport, port, family }: Cell): string => JSON.stringify([source, target, transport, port, family]);

const heed = (observation: DestinationObservation, destination: Destination | undefined, siblings: Observed): DestinationObservation => {
  const { attempts, open } = observation.tally;
  if (observation.state === 'reachable') {
    const shut = siblings.find(({ state }) => state === 'unreachable');
    return shut && observation.lossy ? { ...observation, state: 'intermittent', reason: `${open} of ${attempts} attempts got through, and its endpoint ${nameOf(shut)} is closed` } : observation;
  }
  if (observation.state !== 'unreachable') return observation;
  const leaking = siblings.find(({ state }) => state === 'reachable' || state === 'intermittent');
  const missed = attempts - open;
  if (leaking) return endpointOpen(observation, `its endpoint ${nameOf(leaking)} is open: ${missed} attempts may all have met other endpoints`);
  const count = destination?.backends?.length ?? 1;
  // Where they are not chosen by chance, all attempts may have met the same one.
  const chance = destination?.sticky && count > 1 ? 1 : (1 - 1 / count) ** missed;
  if (chance <= mostChance || (siblings.length >= count && siblings.every(({ state }) => state === 'unreachable'))) return observation;
  if (open > 0) return endpointOpen(observation, `${open} attempts got through, and the ${missed} after them may have met others of its ${count} endpoints`);
  return weakened(observation, `${missed} attempts at ${count} endpoints miss a single open one in ${Math.round(chance * 100)} of 100 cases`);
};

const nameOf = ({ label, address }: DestinationObservation): string => `${label} at ${address}`;

const endpointOpen = ({ label, address, tally, evidence }: DestinationObservation, reason: string): DestinationObservation => ({
  label,
  address,
  tally,
  state: 'inconclusive',
  doubt: 'endpoint-open',
  reason,
  ...(evidence === undefined ? {} : { evidence }),
});

const weakened = (observation: DestinationObservation, why: string): DestinationObservation => {
  const { evidence } = observation;
  if (evidence === undefined) return observation;
  return { ...observation, evidence: { ...evidence, target: { strength: 'weak', by: `${evidence.target.by}; but ${why}` } } };
};
