import type { Dial, Outcome } from './contract.ts';
import { createGate, type Gate } from './gate.ts';
import type { Clock } from './prober.ts';
import type { Recorder } from './recorder.ts';

/** Attempts of one dial in flight: 20 a second, each of which times out after 3 s, and a little more. */
export const maxInFlightPerDial = 64;

/**
 * Attempts in flight in the whole process, each with a socket and some 10 KB. An attempt beyond either bound starts
 * late, never not at all; its record has the true start.
 */
export const maxInFlight = 1024;

/** The pause after the attempt with this index, or nothing when the dial is finished. */
export const pauseAfter = ({ pausesMs, repeat }: Pick<Dial, 'pausesMs' | 'repeat'>, index: number): number | undefined =>
  pausesMs[index] ?? (repeat ? pausesMs.at(-1) : undefined);

/**
 * How long until the clock leaves this remainder. A timer may fire a little early or late: what is less than half a pause
 * away has just been kept.
 */
export const untilPhase = (clockMs: number, pauseMs: number, phaseMs: number, atLeastMs = 0): number => {
  const rest = (((phaseMs - clockMs) % pauseMs) + pauseMs) % pauseMs;
  return rest < atLeastMs ? rest + pauseMs : rest;
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a schedule needs: how to try once, where to tell it, and the process's own bound. */
export interface ScheduleContext {
  readonly attempt: (dial: Dial, number: number, now: Clock) => Promise<Outcome>;
  readonly recorder: Pick<Recorder, 'begin'>;
  readonly gate: Gate;
  readonly now: Clock;
  /** Whether the dial has been given up. */
  readonly isOver: () => boolean;
}

/**
 * Starts a dial's attempts one pause after the other, whether or not earlier ones have ended. Pauses run from true
 * start to true start, so that a process that was stopped for a while never makes up for it with a burst.
 */
export const runSchedule = async (dial: Dial, { attempt, recorder, gate, now, isOver }: ScheduleContext): Promise<void> => {
  const own = createGate(maxInFlightPerDial);
  const tryOnce = async (number: number): Promise<void> => {
    const ended = recorder.begin(now());
    const outcome = await attempt(dial, number, now);
    own.leave();
    gate.leave();
    ended(outcome, now());
  };
  const { phaseMs } = dial;
  const [firstPause = 0] = dial.pausesMs;
  if (phaseMs !== undefined && firstPause > 0) await sleep(untilPhase(Date.now(), firstPause, phaseMs));
  for (let index = 0; ; index += 1) {
    await own.enter();
    await gate.enter();
    // Attempts overlap; one that rejects is a defect, and ends the process through `unhandledRejection`.
    void tryOnce(index + 1);
    const pause = pauseAfter(dial, index);
    if (pause === undefined) break;
    await sleep(phaseMs === undefined || pause === 0 ? pause : untilPhase(Date.now(), pause, phaseMs, pause / 2));
    if (isOver()) break;
  }
};
