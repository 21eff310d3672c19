/** How grave each kind of finding is. */
import type { FindingKind } from '../model/report.ts';

/** From 0 to 10, as code scanning reads it. */
export const scores = {
  leak: 8,
  'policy-mismatch': 6,
  'startup-exposure': 5,
  overblock: 4,
  inconclusive: 3,
  vacuous: 1,
} as const satisfies Record<FindingKind, number>;

/** The least grave first; by the bounds that code scanning draws. */
export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

export const severityOf = (kind: FindingKind): Severity => (scores[kind] >= 7 ? 'high' : scores[kind] >= 4 ? 'medium' : 'low');

export const isAtLeast = (kind: FindingKind, least: Severity): boolean => severities.indexOf(severityOf(kind)) >= severities.indexOf(least);
