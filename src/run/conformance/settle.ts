/** Watches a set until its matrix is as a step says, and stays so; or until time is up. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Expectation } from '../../conformance/case/case.ts';
import type { Settling } from '../../conformance/judge/look.ts';
import type { Patience } from '../../conformance/judge/patience.ts';
import { readingOf } from '../../conformance/judge/reading.ts';
import { judgeHeld, judgeStep } from '../../conformance/judge/step.ts';
import type { StepResult } from '../../conformance/result/result.ts';
import type { WorldCell } from '../../conformance/world/cells.ts';
import type { BatteryContext } from './context.ts';
import type { WorldSet } from './world-set.ts';

const tickMs = 100;

/** What the run itself settles by: three attempts over a second. Packets that pass are their own proof. */
const settling: Settling = { denies: 3, denyMs: 1000, allows: 2 };

export interface Settlement {
  /** The usual reading first; others are asked for when time is up. */
  readonly expect: readonly [Expectation, ...Expectation[]];
  /** What was expected before. */
  readonly before: Expectation;
  /** When the API server had accepted the last change. */
  readonly stepMs: number;
  /** How long the matrix must stay as it is. */
  readonly holdMs: number;
  /** Nothing can be asked of it now, because a pod of its is gone. */
  readonly isAbsent: (cell: WorldCell) => boolean;
}

export type Settled = Omit<StepResult, 'does'>;

export const settle = async ({ now, signal }: Pick<BatteryContext, 'now' | 'signal'>, set: WorldSet, { expect, before, stepMs, holdMs, isAbsent }: Settlement, patience: Patience): Promise<Settled> => {
  const cells = set.cells.filter((cell) => !isAbsent(cell));
  const read = (expected: Expectation) => readingOf(cells, set, { expected, before }, stepMs, settling);
  const [usual, ...others] = expect;
  let settledMs: number | undefined;
  for (;;) {
    const failure = set.refresh();
    if (failure !== undefined) return { outcome: 'not-testable', reason: failure, cells: cells.length, wrong: [] };
    const reading = read(usual);
    if (settledMs === undefined && reading.settled) {
      settledMs = now();
      patience.learn(reading.standsMs - stepMs);
    }
    if (settledMs !== undefined) {
      if (now() - settledMs >= holdMs) return judgeHeld(reading.judged, stepMs);
    } else if (now() - stepMs >= patience.deadlineMs()) {
      const other = others.find((expectation) => read(expectation).settled);
      if (other !== undefined) return { ...judgeStep(read(other).judged, stepMs), reading: other.reading ?? 'another' };
      patience.giveUp();
      return judgeStep(reading.judged, stepMs);
    }
    signal.throwIfAborted();
    await sleep(tickMs);
  }
};
