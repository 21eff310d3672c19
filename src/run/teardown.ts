import { describeError } from '../errors.ts';
import { forEachBounded } from './bounded.ts';
import { removeConcurrency } from './settings.ts';

/** What was made and how to unmake it; unmade in reverse, on whatever way a run ends. */
export interface Teardown {
  readonly add: (what: string, undo: () => Promise<void>) => void;
  /** Never throws. @returns what could not be removed, and why */
  readonly run: () => Promise<string[]>;
}

export const createTeardown = (): Teardown => {
  const steps: { what: string; undo: () => Promise<void> }[] = [];
  return {
    add: (what, undo) => void steps.push({ what, undo }),
    run: async () => {
      const leftovers: string[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step.undo();
        } catch (error) {
          leftovers.push(`${step.what} (${describeError(error)})`);
        }
      }
      return leftovers;
    },
  };
};

/** Removes many at once. One that cannot be removed does not keep the others; all failures come back as one. */
export const removeAll = async <T>(items: readonly T[], remove: (item: T) => Promise<void>): Promise<void> => {
  const failures: unknown[] = [];
  await forEachBounded(items, removeConcurrency, (item) => remove(item).catch((error: unknown) => void failures.push(error)));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(describeError).join('; '));
};
