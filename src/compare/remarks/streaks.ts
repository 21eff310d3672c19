import type { StreakRecord } from '../../../probes/contract.ts';
import type { DialPlan } from '../../model/plan.ts';
import type { Recording } from '../../model/recording.ts';
import { keyOf } from '../../model/snapshot.ts';

/** What a dial met, as it was written down while the run watched. */
export type StreakIndex = (dial: DialPlan) => readonly StreakRecord[];

export const streakIndex = ({ logs, observedUntilMs = Number.POSITIVE_INFINITY }: Pick<Recording, 'logs' | 'observedUntilMs'>): StreakIndex => {
  const byDial = new Map<string, StreakRecord[]>();
  for (const log of logs) {
    for (const record of log.records) {
      if (record.t !== 'streak' || record.endMs + log.offsetMs > observedUntilMs) continue;
      const key = `${keyOf(log)} ${record.dial}`;
      const known = byDial.get(key);
      if (known) known.push(record);
      else byDial.set(key, [record]);
    }
  }
  return ({ id, from }) => byDial.get(`${keyOf(from)} ${id}`) ?? [];
};

/** A dial to what a cell is about, from its source or from a control. */
export const isAboutCells = ({ purpose }: DialPlan): boolean => purpose.kind === 'cell' || purpose.kind === 'reach';
