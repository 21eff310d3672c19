/** What the cluster's DNS answered to the resolver. Pure. */
import type { DialPlan } from '../model/plan.ts';
import type { PodLog } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';

/** @returns for each host name all addresses that any answer held, each once; a name without an answer is left out */
export const resolvedHosts = (logs: readonly PodLog[], dials: readonly DialPlan[]): Map<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const { id, from, purpose } of dials) {
    if (purpose.kind !== 'resolve') continue;
    const records = logs.find((log) => keyOf(log) === keyOf(from))?.records ?? [];
    const answers = records.flatMap((record) => (record.t === 'streak' && record.dial === id ? (record.answers ?? []) : []));
    if (answers.length > 0) found.set(purpose.host, [...new Set([...(found.get(purpose.host) ?? []), ...answers])]);
  }
  return found;
};
