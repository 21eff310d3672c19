/** What the cluster's DNS answered to the resolver. Pure. */
import type { Family, StreakRecord } from '../../probes/contract.ts';
import type { DialPlan } from '../model/plan.ts';
import type { PodLog } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import { describeStreak } from './stretches.ts';

/** @returns for each host name all addresses that any answer held, each once; a name without an answer is left out */
export const resolvedHosts = (logs: readonly PodLog[], dials: readonly DialPlan[]): Map<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const dial of dials) {
    if (dial.purpose.kind !== 'resolve') continue;
    const { host } = dial.purpose;
    const answers = streaksOf(dial, logs).flatMap((streak) => streak.answers ?? []);
    if (answers.length > 0) found.set(host, [...new Set([...(found.get(host) ?? []), ...answers])]);
  }
  return found;
};

/** @returns in a word or two why a name has no address of this family: the last answer, or that there was none */
export const whyUnresolved = (logs: readonly PodLog[], dials: readonly DialPlan[], host: string, family: Family): string => {
  const asked = dials.find((dial) => dial.purpose.kind === 'resolve' && dial.purpose.host === host && dial.family === family);
  if (asked === undefined) return 'nobody asked';
  const last = streaksOf(asked, logs).at(-1);
  if (last === undefined) return 'the resolver did not ask';
  if (last.proof !== 'answer') return describeStreak(last);
  return last.code === 'NOERROR' ? `no IPv${family} address` : (last.code ?? 'no answer');
};

/** What a dial met so far, in the order of its log. */
export const streaksOf = ({ id, from }: DialPlan, logs: readonly PodLog[]): StreakRecord[] =>
  (logs.find((log) => keyOf(log) === keyOf(from))?.records ?? []).flatMap((record) => (record.t === 'streak' && record.dial === id ? [record] : []));
