/**
 * While probes run: whether more watching could still teach anything. It goes by what was seen, not by what was hoped
 * for, with two exceptions that can only make it more patient: a source that is allowed something and has reached
 * nothing yet may have no network yet, and what is closed against policy may open yet.
 */
import type { DestinationObservation, Doubt } from '../model/observation.ts';
import type { Recorded } from './observe.ts';
import { observe } from './observe.ts';

/** Doubts that no further attempt can lift. */
const isLast: ReadonlySet<Doubt> = new Set(['nobody-there', 'altered', 'not-run', 'endpoint-open']);

/**
 * After the deadline for late enforcers a gentle dial still makes its last attempts (over a second), whose answers come
 * within two and a half and are heard a little after. What is not final then has no attempts left.
 */
const lateMs = 4000;

/** Where only responders of ours are dialled, an attempt waits for a second at most. */
const promptMs = 1500;

/** One of a crowd is dialled every 1.5 s, so that much later comes what is due at the deadline. */
const sparseMs = promptMs + 1500;

export interface Progress {
  readonly total: number;
  readonly settled: number;
}

/**
 * A closed destination is settled once its evidence is complete, an open one, or a closed one that policy allows, once it
 * is final (see `finality.ts`), or when no attempt can make it so any more. An address that not even the control reaches is settled too: more silence
 * would say no more.
 *
 * @param ageMs how long the probes have been running
 */
export const progressOf = (recorded: Recorded, ageMs: number): Progress => {
  const isGentle = recorded.plan.cells.some(({ style }) => style.pace === 'gentle');
  const isSparse = recorded.dials.some(({ style }) => style.pace === 'sparse');
  const endMs = recorded.settings.openDeadlineMs + (isGentle ? lateMs : isSparse ? sparseMs : promptMs);
  const isSettled = ({ state, doubt }: DestinationObservation): boolean => {
    switch (state) {
      case 'unreachable':
      case 'reachable':
        return doubt === undefined || ageMs >= endMs;
      case 'inconclusive':
        return isLast.has(doubt ?? 'not-settled') || (ageMs >= endMs && doubt !== 'not-settled');
      case 'intermittent':
        return ageMs >= endMs;
    }
  };
  const seen = observe(recorded, { ended: false }).flatMap(({ destinations }) => destinations);
  return { total: seen.length, settled: seen.filter(isSettled).length };
};
