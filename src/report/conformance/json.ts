import type { ConformanceResult } from '../../conformance/result/result.ts';
import { summarise } from '../../conformance/result/summary.ts';
import type { ConformanceSummary } from '../../conformance/result/summary.ts';
import { jsonText } from '../paint.ts';

/** What programs get to read. */
export interface ConformanceJson extends ConformanceSummary, ConformanceResult {
  readonly version: 1;
}

/** The whole result with what it comes to; on a terminal it must not steer anything either. */
export const conformanceJson = (result: ConformanceResult): string => {
  const { netproof, server, startedAt, profile, ...rest } = result;
  const told: ConformanceJson = { version: 1, netproof, server, startedAt, profile, ...summarise(result), ...rest };
  return jsonText(told);
};
