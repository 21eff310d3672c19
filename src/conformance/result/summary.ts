/** The whole battery in a few words: the sentence, the counts, the exit code, the rows. */
import type { ExitCode } from '../../model/report.ts';
import { countOutcomes, featuresOf } from './features.ts';
import type { FeatureRow, OutcomeCounts } from './features.ts';
import type { ConformanceResult } from './result.ts';

export interface ConformanceSummary {
  readonly headline: string;
  readonly exitCode: ExitCode;
  readonly counts: OutcomeCounts;
  readonly features: readonly FeatureRow[];
}

export const summarise = (result: ConformanceResult): ConformanceSummary => {
  const counts = countOutcomes(result.cases);
  return { headline: headlineOf(result, counts), exitCode: exitCodeOf(result, counts), counts, features: featuresOf(result) };
};

/**
 * 0 everything that this cluster can show is enforced · 1 at least one case leaks or over-blocks, whatever else there is ·
 * 3 otherwise, if a case owes an answer, if none was played, or if the run broke off · 130 interrupted.
 */
const exitCodeOf = (result: ConformanceResult, counts: OutcomeCounts): ExitCode => {
  if (result.brokeOff === 'interrupted') return 130;
  if (counts.leaks + counts['over-blocks'] > 0) return 1;
  return counts.enforced === 0 || owed(result) > 0 || result.brokeOff !== undefined ? 3 : 0;
};

const headlineOf = (result: ConformanceResult, counts: OutcomeCounts): string => {
  const all = result.cases.length;
  const broken = result.brokeOff === undefined ? '' : ` The run broke off: ${result.brokeOff.replace(/\.$/, '')}.`;
  if (all === 0) return `No case was played.${broken}`;
  if (counts.leaks + counts['over-blocks'] > 0) {
    const parts = [plural(counts.leaks, 'case leaks', 'cases leak'), plural(counts['over-blocks'], 'case over-blocks', 'cases over-block')].filter((part) => !part.startsWith('0 '));
    return `This cluster does not enforce NetworkPolicy as it is specified: ${parts.join(' and ')}, of ${all}.${broken}`;
  }
  if (counts.enforced === 0) return `Nothing can be said of this cluster: not one of ${all} cases could be tested.${broken}`;
  const missing = owed(result);
  if (missing > 0) return `No leak and no over-block seen, but ${missing} of ${all} cases could not be tested.${broken}`;
  if (broken !== '') return `No leak and no over-block seen in ${plural(all, 'case')}, but that is not all.${broken}`;
  return `This cluster enforces NetworkPolicy as it is specified: ${counts.enforced} of ${all} cases${counts.enforced < all ? '; the others cannot be tested here' : ''}.`;
};

const owed = ({ cases }: ConformanceResult): number => cases.filter((each) => each.outcome === 'not-testable' && !each.beyondCluster).length;

const plural = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;
