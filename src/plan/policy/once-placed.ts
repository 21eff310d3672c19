import type { Plan, PlannedCell } from '../../model/plan.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { indexPolicies } from '../../policy/policy-index.ts';
import type { IpsOf } from './directory.ts';
import { policyJudge } from './verdict.ts';

/**
 * The plan with what the policies say now that pods of the run have addresses and host names lead somewhere: a block of addresses
 * either holds them or does not. Only what was left open can become clear; what is expected of a cell stays.
 */
export const judgeOncePlaced = (plan: Plan, snapshot: Snapshot, ipsOf: IpsOf): Plan => {
  if (!plan.cells.some(isLeftOpen)) return plan;
  const judge = policyJudge(snapshot, plan.pods, indexPolicies(snapshot), ipsOf);
  return { ...plan, cells: plan.cells.map((planned) => (isLeftOpen(planned) ? withPolicy(planned, judge(planned)) : planned)) };
};

const isLeftOpen = ({ canary, intent, policy }: PlannedCell): boolean => canary === undefined && intent !== undefined && policy?.basis === 'undefined';

const withPolicy = (planned: PlannedCell, policy: PlannedCell['policy']): PlannedCell => (policy === undefined ? planned : { ...planned, policy });
