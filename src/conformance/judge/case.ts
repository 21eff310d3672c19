import type { ConformanceCase } from '../case/case.ts';
import type { CaseOutcome, CaseResult, StepResult } from '../result/result.ts';

/** What is worst comes first. */
const worst: readonly CaseOutcome[] = ['leaks', 'over-blocks', 'not-testable', 'enforced'];

/** A case is what its worst step is. */
export const caseResult = ({ id, title, feature, profile, tags }: ConformanceCase, steps: readonly StepResult[], counts: Pick<CaseResult, 'attempts' | 'durationMs'>): CaseResult => {
  const outcome = worst.find((one) => steps.some((step) => step.outcome === one)) ?? 'not-testable';
  const guilty = outcome === 'enforced' ? undefined : steps.find((step) => step.outcome === outcome);
  const reason = guilty === undefined ? {} : { reason: `${guilty.does}: ${guilty.reason ?? 'no reason given'}` };
  const beyond = guilty?.beyondCluster ? { beyondCluster: true as const } : {};
  return { id, title, feature, profile, tags, outcome, ...reason, ...beyond, steps, ...counts };
};

/** Whoever needs longer than this at the second look was late, not wrong, at the first. */
const lateMs = 3000;

/** What a case is that was played again because it was not enforced, the second time with more patience. */
export const twoLooks = (first: CaseResult, second: CaseResult): CaseResult => {
  if (second.outcome === 'not-testable') return first;
  if (second.outcome !== 'enforced' || first.outcome === 'not-testable') return second;
  const isLate = second.steps.some(({ toBlockMs = 0, toAllowMs = 0 }) => Math.max(toBlockMs, toAllowMs) >= lateMs);
  return isLate ? second : { ...first, reason: `${first.reason ?? 'no reason given'}; when played again it was right` };
};
