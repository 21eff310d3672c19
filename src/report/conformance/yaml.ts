/** The report that one attaches to a CNI's release, in the manner of the Gateway API's conformance reports. */
import { stringify } from 'yaml';
import type { FeatureRow, OutcomeCounts, Spread } from '../../conformance/result/features.ts';
import type { CaseResult, ConformanceResult } from '../../conformance/result/result.ts';
import { summarise } from '../../conformance/result/summary.ts';
import type { ExitCode } from '../../model/report.ts';
import { plainDeep } from '../paint.ts';

/** Who made the CNI, as far as it was said. */
export interface Implementation {
  readonly organization?: string;
  readonly project?: string;
  readonly url?: string;
  readonly version?: string;
  readonly contact?: readonly string[];
}

export const conformanceYaml = (result: ConformanceResult, { implementation }: { readonly implementation: Implementation }): string => {
  const { headline, exitCode, counts, features } = summarise(result);
  const report = {
    apiVersion: 'netproof.dev/v1alpha1',
    kind: 'ConformanceReport',
    date: result.startedAt,
    netproofVersion: result.netproof,
    kubernetesVersion: result.server,
    ...(Object.keys(implementation).length > 0 && { implementation }),
    profile: result.profile,
    result: wordOf(exitCode, counts),
    summary: headline,
    cluster: { nodes: result.nodes.length, families: result.families.map((family) => `IPv${family}`) },
    statistics: {
      cases: result.cases.length,
      enforced: counts.enforced,
      leaks: counts.leaks,
      overBlocks: counts['over-blocks'],
      notTestable: counts['not-testable'],
      cells: result.cells,
      attempts: result.attempts,
      seconds: Math.round(result.wallMs / 1000),
    },
    features: {
      supported: features.filter(({ verdict }) => verdict === 'enforced').map(supported),
      failed: features.filter(({ verdict }) => verdict === 'leaks' || verdict === 'over-blocks').map(failed),
      notTestable: features.filter(({ verdict }) => verdict === 'not-testable').map(notTestable),
    },
    failingCases: result.cases.filter(({ outcome }) => outcome === 'leaks' || outcome === 'over-blocks').map(failingCase),
    ...(result.brokeOff !== undefined && { brokeOff: result.brokeOff }),
  };
  return stringify(plainDeep(report), { lineWidth: 0 });
};

/** The words of the Gateway API's reports. */
const wordOf = (exitCode: ExitCode, counts: OutcomeCounts): 'success' | 'failure' | 'partial' => {
  if (counts.leaks + counts['over-blocks'] > 0) return 'failure';
  return exitCode === 0 ? 'success' : 'partial';
};

const supported = ({ feature, counts, toBlockMs, toAllowMs, exposureMs, readings }: FeatureRow) => ({
  name: feature,
  cases: counts.enforced,
  ...(toBlockMs && { toBlock: spread(toBlockMs) }),
  ...(toAllowMs && { toAllow: spread(toAllowMs) }),
  ...(exposureMs !== undefined && { exposureMs: Math.round(exposureMs) }),
  ...(readings.length > 0 && { readings }),
});

const spread = ({ median, max }: Spread) => ({ medianMs: Math.round(median), maxMs: Math.round(max) });

const failed = ({ feature, counts, exposureMs }: FeatureRow) => ({
  name: feature,
  enforced: counts.enforced,
  leaks: counts.leaks,
  overBlocks: counts['over-blocks'],
  notTestable: counts['not-testable'],
  ...(exposureMs !== undefined && { exposureMs: Math.round(exposureMs) }),
});

const notTestable = ({ feature, counts, reasons }: FeatureRow) => ({ name: feature, enforced: counts.enforced, notTestable: counts['not-testable'], reason: reasons.join('; ') });

const failingCase = ({ id, title, feature, outcome, reason }: CaseResult) => ({ case: id, title, feature, outcome, ...(reason !== undefined && { reason }) });
