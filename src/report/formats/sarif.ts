/** SARIF 2.1.0: a result for each finding, at the line of the matrix that says what should be. */
import type { FindingKind, RunReport } from '../../model/report.ts';
import { isFailing } from '../../compare/outcome.ts';
import { jsonText } from '../paint.ts';
import { scores } from '../severity.ts';

type RuleId = FindingKind | 'policy-not-enforced';

/** Of a cluster that does not enforce: worse than any single leak. */
const unenforced = 9;

interface Rule {
  readonly level: 'error' | 'warning' | 'note';
  readonly name: string;
  readonly text: string;
}

const rules = {
  leak: { level: 'error', name: 'Leak', text: 'A connection that must be denied got through.' },
  overblock: { level: 'error', name: 'Overblock', text: 'A connection that must be allowed did not get through.' },
  'policy-mismatch': { level: 'error', name: 'PolicyMismatch', text: 'The NetworkPolicies say other than the matrix.' },
  'policy-not-enforced': { level: 'error', name: 'PolicyNotEnforced', text: 'The cluster does not do what NetworkPolicies say.' },
  inconclusive: { level: 'warning', name: 'Inconclusive', text: 'A connection could not be judged.' },
  'startup-exposure': { level: 'warning', name: 'StartupExposure', text: 'A fresh pod reached, for a moment, what policy denies.' },
  vacuous: { level: 'note', name: 'Vacuous', text: 'A connection is closed, but nobody is there.' },
} as const satisfies Record<RuleId, Rule>;

const ruleIds = Object.keys(rules) as RuleId[];

interface Found {
  readonly rule: RuleId;
  readonly about: string;
  readonly message: string;
  readonly origin: { readonly file: string; readonly line: number; readonly column: number };
}

export const renderSarif = (report: RunReport): string => {
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'netproof', semanticVersion: report.netproof, rules: ruleIds.map(ruleOf) } },
        automationDetails: { id: `netproof/${report.matrix}/` },
        invocations: [{ executionSuccessful: report.exitCode === 0 || report.exitCode === 1, exitCode: report.exitCode, startTimeUtc: report.startedAt }],
        results: foundIn(report).map(resultOf),
      },
    ],
  };
  return jsonText(sarif);
};

const ruleOf = (id: RuleId) => {
  const { level, name, text } = rules[id];
  const severity = id === 'policy-not-enforced' ? unenforced : scores[id];
  return { id, name, shortDescription: { text }, defaultConfiguration: { level }, properties: { tags: ['security', 'network-policy'], 'security-severity': severity.toFixed(1) } };
};

const foundIn = (report: RunReport): Found[] => {
  const cells = new Map(report.cells.map(({ cell }) => [cell.id, cell]));
  // What belongs to no line stands at the head of the file in which most expectations stand.
  const file = report.cells[0]?.cell.origin.file ?? report.matrix;
  const head = { file, line: 1, column: 1 };
  const canary: Found[] = report.canary !== undefined && isFailing(report.canary, report) ? [{ rule: 'policy-not-enforced', about: 'canary', message: report.canary.diagnosis.sentence, origin: head }] : [];
  return [...canary, ...report.findings.map(({ kind, cell, message }): Found => ({ rule: kind, about: cell, message, origin: cells.get(cell)?.origin ?? head }))];
};

const resultOf = ({ rule, about, message, origin }: Found) => ({
  ruleId: rule,
  ruleIndex: ruleIds.indexOf(rule),
  level: rules[rule].level,
  message: { text: message },
  locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(origin.file) }, region: { startLine: origin.line, startColumn: origin.column } }, logicalLocations: [{ fullyQualifiedName: about }] }],
  // The same finding in another run, wherever its line has moved to.
  partialFingerprints: { 'netproofFinding/v1': `${rule}: ${about}` },
});

/** Relative to where netproof was called, which in CI is the repository. */
const uriOf = (file: string): string => file.replaceAll('\\', '/').replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
