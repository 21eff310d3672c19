/**
 * While probes run: whether more watching could still teach anything. It goes by what was seen, not by what was hoped
 * for, with one exception that can only make it more patient: a source that is allowed something and has reached
 * nothing yet may have no network yet.
 */
import type { DestinationObservation, Doubt } from '../model/observation.ts';
import type { Recorded } from './observe.ts';
import { observe } from './observe.ts';

/** Doubts that no further attempt can lift. */
const isFinal: ReadonlySet<Doubt> = new Set(['nobody-there', 'altered', 'not-run']);

export interface Progress {
  readonly total: number;
  readonly settled: number;
}

/**
 * A closed destination is settled once its evidence is complete. An open one is settled once it has stayed open for a
 * hold longer than the latest closing on both nodes concerned, so that it is known that policy takes effect there, or
 * when the deadline for late enforcers has passed. An address that not even the control reaches is settled too: more silence would say no more.
 *
 * @param ageMs how long the probes have been running
 */
export const progressOf = (recorded: Recorded, ageMs: number): Progress => {
  const observations = observe(recorded, { requireWholeLogs: false });
  const patient = ageMs < recorded.settings.openDeadlineMs;
  const nodeOfSource = new Map(recorded.plan.pods.flatMap((pod) => (pod.role === 'source' ? pod.serves.map((source) => [source, pod.node] as const) : [])));
  const seen = recorded.plan.cells.flatMap((planned, cell) =>
    planned.destinations.map((destination, index) => ({
      observation: observations[cell]?.destinations[index],
      nodes: [nodeOfSource.get(planned.cell.source), destination.node].filter((node) => node !== undefined),
    })),
  );
  const closedOn = closings(seen);
  const isSettled = (observation: DestinationObservation | undefined, nodes: readonly string[]): boolean => {
    switch (observation?.state) {
      case undefined:
        return true;
      case 'unreachable':
        return true;
      case 'reachable':
        return !patient || nodes.every((node) => outlasts(observation, closedOn.get(node), recorded.settings.settleHoldMs));
      case 'inconclusive':
        return isFinal.has(observation.doubt ?? 'not-settled') || (!patient && observation.doubt !== 'not-settled');
      case 'intermittent':
        return false;
    }
  };
  return { total: seen.length, settled: seen.filter(({ observation, nodes }) => isSettled(observation, nodes)).length };
};

interface Seen {
  readonly observation: DestinationObservation | undefined;
  readonly nodes: readonly string[];
}

/** For each node with something closed: when the last of it closed. */
const closings = (seen: readonly Seen[]): ReadonlyMap<string, number> => {
  const latest = new Map<string, number>();
  for (const { observation, nodes } of seen) {
    if (observation?.state !== 'unreachable' || observation.held === undefined) continue;
    for (const node of nodes) latest.set(node, Math.max(latest.get(node) ?? 0, observation.held.fromMs));
  }
  return latest;
};

const outlasts = ({ held }: DestinationObservation, closedAtMs: number | undefined, holdMs: number): boolean =>
  held !== undefined && closedAtMs !== undefined && held.toMs >= closedAtMs + holdMs;
