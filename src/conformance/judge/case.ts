import type { ConformanceCase } from '../case/case.ts';
import type { CaseOutcome, CaseResult, StepResult } from '../result/result.ts';

/** What is worst comes first. */
const worst: readonly CaseOutcome[] = ['leaks', 'over-blocks', 'not-testable', 'enforced'];

/** A case is what its worst step is. */
export const caseResult = ({ id, title, feature, profile, tags }: ConformanceCase, steps: readonly StepResult[], counts: Pick<CaseResult, 'attempts' | 'durationMs'>): CaseResult => {
  const outcome = worst.find((one) => steps.some((step) => step.outcome === one)) ?? 'not-testable';
  const guilty = outcome === 'enforced' ? undefined : steps.find((step) => step.outcome === outcome);
  const reason = guilty === undefined ? {} : { reason: `${guilty.does}: ${guilty.reason ?? 'no reason given'}` };
  return { id, title, feature, profile, tags, outcome, ...reason, steps, ...counts };
};
