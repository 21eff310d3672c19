/** Watches a set until its matrix is as a step says, and stays so; or until time is up. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Expectation } from '../../conformance/case/case.ts';
import { expectedOf } from '../../conformance/case/expected.ts';
import { isMeant } from '../../conformance/case/line.ts';
import { judgeHeld } from '../../conformance/judge/held.ts';
import type { Settling } from '../../conformance/judge/look.ts';
import type { Patience } from '../../conformance/judge/patience.ts';
import { readingOf } from '../../conformance/judge/reading.ts';
import { judgeStep } from '../../conformance/judge/step.ts';
import type { StepResult } from '../../conformance/result/result.ts';
import type { WorldCell } from '../../conformance/world/cells.ts';
import type { BatteryContext } from './context.ts';
import type { WorldSet } from './world-set.ts';

const tickMs = 50;

/** Nobody waits for what is held. */
const holdTickMs = 250;

/** Until then the usual reading may only be late. */
const otherReadingMs = 10_000;

/** Whatever the pace, so many attempts are waited for. */
const attemptsAtLeast = 6;

/** A record is on its way for less than this, even from a node that is busy. */
const logDelayMs = 2500;

/**
 * Less than a run settles by, since nothing here rests on one cell: with each that must be closed there are others, in the
 * same moment and between the same pods, that must be open.
 */
const settling: Settling = { denies: 2, denyMs: 250, allows: 1 };

export interface Settlement {
  /** The usual reading first; others are asked for when time is up. */
  readonly expect: readonly [Expectation, ...Expectation[]];
  /** What was expected before. */
  readonly before: Expectation;
  /** When the API server had accepted the last change. */
  readonly stepMs: number;
  /** How long the matrix must stay as it is. */
  readonly holdMs: number;
  /** At least so long is waited for; ms. */
  readonly leastDeadlineMs?: number;
  /** Nothing can be asked of it now, because a pod of its is gone. */
  readonly isAbsent: (cell: WorldCell) => boolean;
}

export type Settled = Omit<StepResult, 'does'>;

type Watching = Pick<BatteryContext, 'now' | 'signal'>;

export const settle = async ({ now, signal }: Watching, set: WorldSet, { expect, before, stepMs, holdMs, leastDeadlineMs = 0, isAbsent }: Settlement, patience: Patience): Promise<Settled> => {
  const cells = set.cells().filter((cell) => !isAbsent(cell));
  const read = (expected: Expectation, sinceMs = stepMs) => readingOf(cells, set, { expected, before }, sinceMs, settling);
  const unknown = (reason: string): Settled => ({ outcome: 'not-testable', reason, cells: cells.length, wrong: [] });
  const [usual, ...others] = expect;
  for (;;) {
    const failure = set.refresh();
    if (failure !== undefined) return unknown(failure);
    const reading = read(usual);
    if (reading.settled) {
      patience.learn(reading.standsMs - stepMs);
      const stood = judgeStep(reading.judged, stepMs);
      if (holdMs === 0) return stood;
      const sinceMs = now();
      const denied = cells.filter(({ way }) => expectedOf(usual, way) === 'deny');
      const lost = await hold({ now, signal }, set, holdMs, () => denied.some((cell) => set.sights(cell, Math.max(sinceMs, now() - logDelayMs)).some(({ is }) => is === 'open')));
      if (lost !== undefined) return unknown(lost);
      const held = read(usual, sinceMs).judged.map((one) => ({ ...one, expected: one.look.expected, sights: set.sights(one.cell, sinceMs), guarded: usual.deny.some((line) => isMeant(line, one.cell.way)) }));
      return { ...stood, ...judgeHeld(held, holdMs / set.periodMs()) };
    }
    const waitedMs = now() - stepMs;
    const isOver = waitedMs >= Math.max(patience.deadlineMs(), leastDeadlineMs, attemptsAtLeast * set.periodMs());
    const other = waitedMs < otherReadingMs && !isOver ? undefined : others.find((expectation) => read(expectation).settled);
    if (other !== undefined) return { ...judgeStep(read(other).judged, stepMs), reading: other.reading ?? 'another' };
    if (isOver) {
      patience.giveUp();
      const given = judgeStep(reading.judged, stepMs, now() - attemptsAtLeast * set.periodMs() - logDelayMs);
      return given.reason === undefined ? given : { ...given, reason: `${given.reason}, ${(waitedMs / 1000).toFixed(1)} s after the change` };
    }
    signal.throwIfAborted();
    await sleep(tickMs);
  }
};

/** Until time is up, or the matrix is broken. @returns why a pod was lost meanwhile, if one was */
const hold = async ({ now, signal }: Watching, set: WorldSet, holdMs: number, isBroken: () => boolean): Promise<string | undefined> => {
  const untilMs = now() + holdMs;
  for (let failure = set.refresh(); ; failure = set.refresh()) {
    if (failure !== undefined || now() >= untilMs || isBroken()) return failure;
    signal.throwIfAborted();
    await sleep(holdTickMs);
  }
};
