import { describeError } from '../errors.ts';

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
