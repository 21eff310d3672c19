/** Host names are asked for inside the cluster, before anybody dials what they lead to. */
import { setTimeout as sleep } from 'node:timers/promises';
import { resolvedHosts, streaksOf } from '../interpret/resolved.ts';
import type { DialPlan, Plan } from '../model/plan.ts';
import type { PodLog } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import { resolveHosts } from '../plan/hosts.ts';
import type { RunContext } from './context.ts';
import type { Probes } from './probes.ts';
import { resolveDeadlineMs } from './settings.ts';

/** A name may have no address of one family: whoever asked this often without one has heard the answer. */
const enoughAttempts = 3;

/** Whether every name has been answered in every family, or asked for often enough. */
export const isResolved = (logs: readonly PodLog[], dials: readonly DialPlan[]): boolean =>
  dials.every((dial) => {
    const streaks = streaksOf(dial, logs);
    return streaks.some(({ answers = [] }) => answers.length > 0) || streaks.reduce((sum, { n }) => sum + n, 0) >= enoughAttempts;
  });

/**
 * @param dials the resolver's, which is running by now
 * @param startMs how long it may take to be heard
 * @returns the plan with addresses in place of the names that were answered
 */
export const resolvePlan = async ({ now, signal }: Pick<RunContext, 'now' | 'signal'>, plan: Plan, dials: readonly DialPlan[], probes: Probes, startMs: number): Promise<Plan> => {
  const resolver = plan.pods.find(({ role }) => role === 'resolver');
  if (resolver === undefined) return plan;
  await probes.waitFor([resolver], 'heard', startMs, () => undefined);
  const until = now() + resolveDeadlineMs;
  const hasFailed = (): boolean => probes.records().some((record) => keyOf(record) === keyOf(resolver) && record.failure !== undefined);
  while (!signal.aborted && now() < until && !isResolved(probes.logs(), dials) && !hasFailed()) await sleep(100);
  return resolveHosts(plan, resolvedHosts(probes.logs(), dials));
};
