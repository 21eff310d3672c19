import type { Logger } from 'pino';
import { describeError } from '../errors.ts';
import { forEachBounded } from './bounded.ts';
import { removeConcurrency } from './settings.ts';

/** What was made and how to unmake it; unmade in reverse, on whatever way a run ends. */
export interface Teardown {
  readonly add: (what: string, undo: () => Promise<void>) => void;
  /** Never throws. @returns what could not be removed, and why */
  readonly run: () => Promise<string[]>;
}

interface Step {
  readonly what: string;
  readonly undo: () => Promise<void>;
}

interface Failure {
  readonly step: Step;
  readonly error: unknown;
}

/** @param recover waits until what failed may be tried once more */
export const createTeardown = (recover: () => Promise<void> = () => Promise.resolve()): Teardown => {
  const steps: Step[] = [];
  return {
    add: (what, undo) => void steps.push({ what, undo }),
    run: async () => {
      const failed = await undoAll(steps);
      if (failed.length === 0) return [];
      await recover();
      const failures = await undoAll(failed.map(({ step }) => step).toReversed());
      return failures.map(({ step, error }) => `${step.what} (${describeError(error)})`);
    },
  };
};

/** Says what could not be removed, also where the run itself ends with an error. */
export const tearDown = async (log: Pick<Logger, 'error'>, tracker: { readonly stop: () => void }, { run }: Pick<Teardown, 'run'>): Promise<string[]> => {
  const leftovers = await run().catch((error: unknown) => [describeError(error)]);
  tracker.stop();
  for (const leftover of leftovers) log.error({ leftover }, 'could not remove everything; run netproof cleanup');
  return leftovers;
};

/** The last one first, also those that are added meanwhile. */
const undoAll = async (steps: Step[]): Promise<Failure[]> => {
  const failures: Failure[] = [];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    try {
      await step.undo();
    } catch (error) {
      failures.push({ step, error });
    }
  }
  return failures;
};

/** Removes many at once. One that cannot be removed does not keep the others; all failures come back as one. */
export const removeAll = async <T>(items: readonly T[], remove: (item: T) => Promise<void>): Promise<void> => {
  const failures: unknown[] = [];
  await forEachBounded(items, removeConcurrency, (item) => remove(item).catch((error: unknown) => void failures.push(error)));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(describeError).join('; '));
};
