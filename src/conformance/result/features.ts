/** The capability table: what the cases of each feature came to, and how long it took the cluster. */
import type { CaseOutcome, CaseResult, ConformanceResult } from './result.ts';

export type OutcomeCounts = Readonly<Record<CaseOutcome, number>>;

/** Milliseconds, over all steps that had such a change and came out right. */
export interface Spread {
  readonly median: number;
  readonly max: number;
}

export interface FeatureRow {
  readonly feature: string;
  /** The worst of its cases. */
  readonly verdict: CaseOutcome;
  readonly counts: OutcomeCounts;
  readonly toBlockMs?: Spread;
  readonly toAllowMs?: Spread;
  /** The longest for which a fresh pod got through to what is denied; absent where none was started. */
  readonly exposureMs?: number;
  /** Which legal readings other than the usual one were met. */
  readonly readings: readonly string[];
  /** Why something could not be tested. */
  readonly reasons: readonly string[];
}

/** In the order in which the features were played; last what nothing was played of. */
export const featuresOf = ({ cases, notPlayed }: Pick<ConformanceResult, 'cases' | 'notPlayed'>): FeatureRow[] => {
  const played = [...Map.groupBy(cases, ({ feature }) => feature)].map(([feature, own]) => rowOf(feature, own));
  const others = notPlayed.filter(({ feature }) => !played.some((row) => row.feature === feature));
  return [...played, ...others.map(({ feature, reason }): FeatureRow => ({ feature, verdict: 'not-testable', counts: countOutcomes([]), readings: [], reasons: [reason] }))];
};

export const countOutcomes = (cases: readonly Pick<CaseResult, 'outcome'>[]): OutcomeCounts => {
  const having = (outcome: CaseOutcome): number => cases.filter((each) => each.outcome === outcome).length;
  return { enforced: having('enforced'), leaks: having('leaks'), 'over-blocks': having('over-blocks'), 'not-testable': having('not-testable') };
};

/** A leak is proven whatever else there is; what is not known weakens what is. */
const worstFirst: readonly CaseOutcome[] = ['leaks', 'over-blocks', 'not-testable', 'enforced'];

const rowOf = (feature: string, cases: readonly CaseResult[]): FeatureRow => {
  const counts = countOutcomes(cases);
  const steps = cases.flatMap((each) => each.steps);
  const right = steps.filter(({ outcome }) => outcome === 'enforced');
  const toBlockMs = spreadOf(right.flatMap((step) => step.toBlockMs ?? []));
  const toAllowMs = spreadOf(right.flatMap((step) => step.toAllowMs ?? []));
  const exposures = steps.flatMap((step) => step.exposureMs ?? []);
  return {
    feature,
    verdict: worstFirst.find((outcome) => counts[outcome] > 0) ?? 'not-testable',
    counts,
    ...(toBlockMs && { toBlockMs }),
    ...(toAllowMs && { toAllowMs }),
    ...(exposures.length > 0 && { exposureMs: Math.max(...exposures) }),
    readings: unique(steps.flatMap(({ reading }) => reading ?? [])),
    reasons: unique(cases.flatMap(({ outcome, reason }) => (outcome === 'not-testable' ? (reason ?? []) : []))),
  };
};

/** By nearest rank, so that the median is one that was measured. */
const spreadOf = (values: readonly number[]): Spread | undefined => {
  const sorted = values.toSorted((a, b) => a - b);
  const [median, max] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted.at(-1)];
  return median === undefined || max === undefined ? undefined : { median, max };
};

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
