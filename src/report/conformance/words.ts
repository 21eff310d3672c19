/** Words that the renderers of the battery share. */
import type { OutcomeCounts, Spread } from '../../conformance/result/features.ts';
import type { CaseOutcome, CaseResult, StepResult, WrongCell } from '../../conformance/result/result.ts';

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Median and maximum, in milliseconds. */
export const spreadWords = ({ median, max }: Spread): string => `${Math.round(median)} / ${Math.round(max)}`;

export const totalOf = (counts: OutcomeCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Counts in the order of the table, those that are zero left out. */
export const countWords = (counts: OutcomeCounts, outcomes: readonly CaseOutcome[]): string => outcomes.flatMap((outcome) => (counts[outcome] > 0 ? `${counts[outcome]} ${outcomeWords[outcome]}` : [])).join(', ');

export const outcomeWords: Readonly<Record<CaseOutcome, string>> = { enforced: 'enforced', leaks: 'leak', 'over-blocks': 'over-block', 'not-testable': 'not testable' };

/** How to play a case alone. */
export const playAlone = ({ id }: Pick<CaseResult, 'id'>): string => `netproof conformance --case ${id}`;

export const wrongSteps = ({ steps }: CaseResult): StepResult[] => steps.filter(({ outcome }) => outcome !== 'enforced');

/** What a step came to. Its cells say why, where it has wrong ones. */
export const stepWords = ({ does, cells, wrong, reason, exposureMs = 0 }: StepResult): string => {
  const exposed = exposureMs > 0 ? `, fresh pods were open for ${Math.round(exposureMs)} ms` : '';
  if (wrong.length > 0) return `${does}: ${wrong.length} of ${cells} cells wrong${exposed}`;
  return reason === undefined ? does : `${does}: ${reason}`;
};

export const cellWords = ({ cell, expected, saw, fromNode, toNode, nowAndThen }: WrongCell): string => {
  const must = expected === 'deny' ? 'must be closed' : 'must be open';
  const often = nowAndThen === undefined ? '' : `, wrong in ${nowAndThen.wrong} of ${nowAndThen.of} attempts`;
  return `${cell} ${must}${often}; seen: ${saw} (${fromNode} to ${toNode})`;
};
