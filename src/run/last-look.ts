/** What may have changed while packets flew: all that verdicts rest on is read once more when they have. */
import type { PodTracker } from '../cluster/pod-tracker.ts';
import { describeError } from '../errors.ts';
import type { Watched } from '../model/snapshot.ts';
import type { RunContext } from './context.ts';
import type { Planned } from './prepare.ts';

/**
 * Of the cluster and of our own pods, whose labels somebody may have changed where no watch told; each asked twice.
 *
 * @returns nothing where either gave no answer: then nothing can be concluded
 */
export const lastLook = async ({ log }: Pick<RunContext, 'log'>, { readVolatile: read }: Pick<Planned, 'readVolatile'>, { ask }: Pick<PodTracker, 'ask'>): Promise<Watched | undefined> => {
  try {
    const [watched] = await Promise.all([read().catch(read), ask().catch(ask)]);
    return watched;
  } catch (error) {
    log.warn({ reason: describeError(error) }, 'cannot read again what may have changed');
    return undefined;
  }
};
