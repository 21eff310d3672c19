/** Looks for what dead runs left at the start of a run, and removes it at the end, when it has had time to stir. */
import { describeError } from '../errors.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { RunContext } from './context.ts';
import { isEmpty, look, removeDead, watchDead } from './sweep.ts';

export interface Sweeper {
  /** Waits, if something was found, until it has stirred or has certainly stood still. Never throws. */
  readonly finish: () => Promise<void>;
}

export interface SweepInput {
  readonly ownRun: string;
  /** Where others may have left something besides the namespaces that they made. */
  readonly namespaces: readonly string[];
  readonly known: Snapshot['namespaces'];
}

export const startSweeper = async ({ api, now, log, signal }: Pick<RunContext, 'api' | 'now' | 'log' | 'signal'>, { ownRun, namespaces, known }: SweepInput): Promise<Sweeper> => {
  const options = { namespaces: [...new Set(namespaces)], now, ownRun };
  // Who may not list Leases cannot sweep; that is no reason not to probe.
  const before = await look(api, options, known).catch((error: unknown) => {
    log.debug({ reason: describeError(error) }, 'cannot look for dead runs');
    return undefined;
  });
  return {
    finish: async () => {
      if (before === undefined || isEmpty(before) || signal.aborted) return;
      try {
        const { dead } = await watchDead(before, () => look(api, options), signal);
        const { removed, failed } = await removeDead(api, dead);
        if (removed.length > 0) log.info({ removed }, 'removed what a dead run had left');
        if (failed.length > 0) log.warn({ failed }, 'could not sweep all that dead runs left');
      } catch (error) {
        log.warn({ reason: describeError(error) }, 'could not sweep what a dead run left');
      }
    },
  };
};
