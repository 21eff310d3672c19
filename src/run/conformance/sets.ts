/** Sets of pods side by side: each plays as soon as it is up, and what one cannot play another does. */
import type { Patience } from '../../conformance/judge/patience.ts';
import { describeError } from '../../errors.ts';
import type { Actor } from './act.ts';
import type { BatteryContext } from './context.ts';
import type { Programme } from './programme.ts';
import { playOnSet } from './stagehand.ts';
import type { WorldSet } from './world-set.ts';

/** What all sets share. */
export interface Troupe extends Pick<Actor, 'probes' | 'reuse'> {
  readonly programme: Programme;
  readonly patience: Patience;
}

export interface SetsEvents {
  readonly create: (index: number) => Promise<WorldSet>;
  readonly onUp: (set: WorldSet) => void;
  /** It is up, or has failed. */
  readonly onLaunched: () => void;
  readonly onPlayed: () => void;
}

/** @throws whatever the last set failed by, where none is left that could play the rest */
export const playOnSets = async (context: BatteryContext, { probes, reuse, programme, patience }: Troupe, sets: number, { create, onUp, onLaunched, onPlayed }: SetsEvents): Promise<void> => {
  const { signal, log } = context;
  const failures: unknown[] = [];
  const start = async (index: number): Promise<WorldSet | undefined> => {
    try {
      const set = await create(index);
      onUp(set);
      return set;
    } catch (error) {
      failures.push(error);
      log.warn({ set: index + 1, reason: describeError(error) }, 'a set of pods did not come up');
      return undefined;
    } finally {
      onLaunched();
    }
  };
  const play = async (set: WorldSet): Promise<void> => {
    try {
      await playOnSet({ context, set, probes, reuse }, programme, patience, onPlayed);
    } catch (error) {
      failures.push(error);
      if (!signal.aborted) log.warn({ set: set.index + 1, reason: describeError(error) }, 'a set of pods is given up');
    }
  };
  // One after the other, so that the first is up, and plays, while nodes are busy with the others.
  const playing: Promise<void>[] = [];
  for (let index = 0; index < sets && !programme.isDone() && !signal.aborted; index++) {
    const set = await start(index);
    if (set !== undefined) playing.push(play(set));
  }
  await Promise.all(playing);
  signal.throwIfAborted();
  if (playing.length === 0) throw failures[0];
  if (failures.length > 0 && programme.unplayed().length > 0) throw failures.at(-1);
};
