/**
 * A report as objects of the cluster, for whoever shows policy reports: one for each namespace with sources, and one for what
 * concerns the whole cluster.
 *
 * @see https://github.com/openreports/reports-api, and for the older API https://github.com/kubernetes-sigs/wg-policy-prototypes
 */
import { stringify } from 'yaml';
import { findingKinds } from '../../model/report.ts';
import type { RunReport } from '../../model/report.ts';
import { checksOf, isOfSource } from '../formats/checks.ts';
import type { Check } from '../formats/checks.ts';
import { shortName } from '../../plan/names.ts';
import { plain } from '../paint.ts';
import { severityOf } from '../severity.ts';

/** The API, and the older one that is being retired. */
export const reportApis = {
  openreports: { group: 'openreports.io', version: 'v1alpha1', namespaced: { kind: 'Report', plural: 'reports' }, cluster: { kind: 'ClusterReport', plural: 'clusterreports' } },
  policyreports: { group: 'wgpolicyk8s.io', version: 'v1alpha2', namespaced: { kind: 'PolicyReport', plural: 'policyreports' }, cluster: { kind: 'ClusterPolicyReport', plural: 'clusterpolicyreports' } },
} as const;

export type ReportApi = keyof typeof reportApis;

type Result = 'pass' | 'fail' | 'warn' | 'error' | 'skip';

interface PolicyResult {
  readonly source: 'netproof';
  readonly policy: string;
  readonly rule: string;
  readonly category: string;
  readonly severity?: 'high' | 'medium' | 'low';
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
  readonly result: Result;
  readonly scored: true;
  readonly message?: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface PolicyReport {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly source?: 'netproof';
  readonly scope?: { readonly apiVersion: 'v1'; readonly kind: 'Namespace'; readonly name: string };
  readonly summary: Readonly<Record<Result, number>>;
  readonly results: readonly PolicyResult[];
}

/** What a cluster takes as one object (etcd: 1.5 MiB) is far more: others hold these reports in memory, and draw them. */
export const mostResults = 500;
const mostBytes = 512 * 1024;

export const leftOutAnnotation = 'netproof.dev/results-left-out';

/** Shown on terminals, too, by whoever reads them out of the cluster: no text in them steers one. */
export const policyReportsOf = (report: RunReport, api: ReportApi): PolicyReport[] => {
  const namespaces = new Map(report.cells.flatMap(({ cell, ends }) => (ends?.source.namespaces ?? []).map((namespace) => [cell.source, plain(namespace)] as const)));
  const groups = Map.groupBy(checksOf(report), (check) => (isOfSource(check) ? namespaces.get(check.group) : undefined));
  return [...groups].map(([namespace, checks]) => policyReport(report, api, namespace, checks));
};

export const renderOpenReports = (report: RunReport): string => policyReportsOf(report, 'openreports').map((one) => stringify(one, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n');

/** In the order of `summary`. */
const results: readonly Result[] = ['pass', 'fail', 'warn', 'error', 'skip'];

/** @param namespace absent for what has none: the canary, and the run as a whole */
const policyReport = (report: RunReport, api: ReportApi, namespace: string | undefined, checks: readonly Check[]): PolicyReport => {
  const { group, version, namespaced, cluster } = reportApis[api];
  const told = checks.map((check) => resultFor(check, report));
  const kept = gravestOf(told);
  const leftOut = told.length - kept.length;
  return {
    apiVersion: `${group}/${version}`,
    kind: namespace === undefined ? cluster.kind : namespaced.kind,
    metadata: { name: nameFor(report.matrix), ...(namespace === undefined ? {} : { namespace }), labels: { 'app.kubernetes.io/managed-by': 'netproof' }, ...(leftOut === 0 ? {} : { annotations: { [leftOutAnnotation]: `${leftOut}` } }) },
    // The older API knows a source for each result only.
    ...(api === 'openreports' ? { source: 'netproof' as const } : {}),
    ...(namespace === undefined ? {} : { scope: { apiVersion: 'v1' as const, kind: 'Namespace' as const, name: namespace } }),
    summary: Object.fromEntries(results.map((result) => [result, told.filter((one) => one.result === result).length])) as Record<Result, number>,
    results: kept,
  };
};

const gravestFirst: readonly Result[] = ['fail', 'error', 'warn', 'skip', 'pass'];

/** As many as an object may hold, in the order in which they came. */
const gravestOf = (told: readonly PolicyResult[]): PolicyResult[] => {
  let bytes = 0;
  const fits = (one: PolicyResult): boolean => {
    const more = Buffer.byteLength(JSON.stringify(one));
    if (bytes + more > mostBytes) return false;
    bytes += more;
    return true;
  };
  const kept = new Set(gravestFirst.flatMap((result) => told.filter((one) => one.result === result)).slice(0, mostResults).filter(fits));
  return told.filter((one) => kept.has(one));
};

const resultFor = ({ name, result, kind, message, details, origin }: Check, { matrix, startedAt, run, netproof }: RunReport): PolicyResult => {
  const ms = Date.parse(startedAt);
  // What is found and fails nothing is no pass: who reads it here does not know of --fail-on.
  const published = result === 'pass' && isFinding(kind) ? 'warn' : result;
  return {
    source: 'netproof',
    policy: plain(matrix),
    rule: plain(name),
    category: 'Network Policy Enforcement',
    ...(published === 'pass' ? {} : severityFor(kind)),
    timestamp: { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 },
    result: published,
    scored: true,
    ...(message === undefined ? {} : { message: plain(message) }),
    properties: { run: plain(run), version: plain(netproof), kind, ...(origin === undefined ? {} : { origin: `${plain(origin.file)}:${origin.line}` }), ...(details.length === 0 ? {} : { details: details.map(plain).join('\n') }) },
  };
};

const isFinding = (kind: Check['kind']): boolean => findingKinds.some((known) => known === kind);

const severityFor = (kind: Check['kind']): Pick<PolicyResult, 'severity'> => {
  switch (kind) {
    case 'none':
    case 'run':
    case 'skipped':
      return {};
    case 'canary':
      return { severity: 'high' };
    default:
      return { severity: severityOf(kind) };
  }
};

/**
 * The same for each run of a matrix, so that the newest takes the place of the one before; and another for another matrix, as
 * far as its name is one that a matrix may have. At most 63 characters, as a label allows.
 */
export const nameFor = (matrix: string): string => {
  const safe = matrix.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/-*\.[-.]*/g, '.').replaceAll(/^[-.]+|[-.]+$/g, '');
  return shortName(safe === '' ? 'netproof' : `netproof-${safe}`, 63);
};
