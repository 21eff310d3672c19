/** Recordings of one cell of which intent, policy and packets are given. */
import type { PlannedCell } from '../../src/model/plan.ts';
import type { Recording } from '../../src/model/recording.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { allow, deny, recordingOf } from './recording.ts';

export type Saying = 'allow' | 'deny';

export const saidBy: Readonly<Record<Saying, Verdict>> = {
  allow: { ...allow, deciders: [{ kind: 'policy', namespace: 'data', name: 'redis', direction: 'ingress', rule: 1 }] },
  deny: { ...deny, deciders: [{ kind: 'policy', namespace: 'data', name: 'redis', direction: 'ingress' }] },
};
export const leftOpen: Verdict = { ...deny, basis: 'undefined', reason: 'whether an ipBlock matches addresses of pods' };

export interface Opinions {
  readonly intent?: Saying;
  readonly policy?: Verdict;
  readonly reality: 'open' | 'closed' | 'unknown';
}

export const recordingOfWays = (all: readonly Opinions[]): Recording => {
  const recording = recordingOf({ cells: all.map(({ reality }, index) => ({ target: `t${index}`, intent: 'deny', ...(reality === 'open' ? { seen: [['echo', 0, 4000]] as const } : reality === 'unknown' ? { seen: [] } : {}) })) });
  const cells = recording.plan.cells.map((cell, index): PlannedCell => {
    const { intent: _, ...planned } = cell;
    const { intent, policy } = all[index] ?? {};
    return { ...planned, ...(intent === undefined ? {} : { intent: intent === 'allow' ? allow : deny }), ...(policy === undefined ? {} : { policy }) };
  });
  return { ...recording, plan: { ...recording.plan, cells } };
};
