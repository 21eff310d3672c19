/**
 * Prometheus' text format, for a textfile collector or a scrape. Labels are names of the matrix and of nodes, so there are
 * never more series than sources times targets times statuses, and some for each node.
 */
import { cellStatuses, findingKinds } from '../../model/report.ts';
import type { CanaryCell, CanaryReport, RunReport } from '../../model/report.ts';
import { gridOf } from '../matrix-grid.ts';
import { plain } from '../paint.ts';

type Labels = Readonly<Record<string, string>>;

interface Metric {
  /** Without the prefix. */
  readonly name: string;
  readonly help: string;
  readonly samples: readonly (readonly [labels: Labels, value: number])[];
}

const states: readonly CanaryCell['state'][] = ['open', 'closed', 'now-and-then', 'unknown'];

export const renderPrometheus = (report: RunReport): string => `${metricsOf(report).flatMap(linesOf).join('\n')}\n`;

const metricsOf = (report: RunReport): Metric[] => {
  const { matrix, counts, canary } = report;
  const seconds = Object.entries(report.phases).map(([phase, ms]) => [{ matrix, phase }, ms / 1000] as const);
  return [
    { name: 'build_info', help: 'The version of netproof that ran.', samples: [[{ version: report.netproof }, 1]] },
    { name: 'last_run_timestamp_seconds', help: 'When the last run began.', samples: [[{ matrix }, Date.parse(report.startedAt) / 1000]] },
    { name: 'last_run_phase_seconds', help: 'How long each phase of the last run took.', samples: seconds },
    { name: 'last_run_exit_code', help: '0 conforms, 1 a leak, an overblock or a policy mismatch, 2 nothing was probed, 3 inconclusive, 130 interrupted.', samples: [[{ matrix }, report.exitCode]] },
    { name: 'cells', help: 'Connections of the last run by what came of them.', samples: pairsOf(report) },
    { name: 'findings', help: 'Findings of the last run.', samples: findingKinds.map((kind) => [{ matrix, kind }, report.findings.filter((finding) => finding.kind === kind).length]) },
    { name: 'cells_skipped', help: 'Connections that the matrix leaves out on purpose.', samples: [[{ matrix }, counts.skipped]] },
    ...(canary === undefined
      ? []
      : [
          { name: 'canary_enforces', help: '1 if the cluster does what NetworkPolicies say, 0 if it does not; absent where that could not be judged.', samples: canary.diagnosis.enforces === undefined ? [] : [[{ matrix }, canary.diagnosis.enforces ? 1 : 0] as const] },
          { name: 'canary_connections', help: 'Connections of the canary by node, by what policy says, and by what was seen.', samples: canaryOf(matrix, canary) },
        ]),
  ];
};

const pairsOf = (report: RunReport): Metric['samples'] => {
  const { matrix, sources, targets } = report;
  const entryAt = gridOf(report);
  return sources.flatMap((source) =>
    targets.flatMap((target) => {
      const { cells } = entryAt(source, target);
      return cells.length === 0 ? [] : cellStatuses.map((status) => [{ matrix, source, target, status }, cells.filter((cell) => cell.status === status).length] as const);
    }),
  );
};

const canaryOf = (matrix: string, { nodes, cells }: CanaryReport): Metric['samples'] => {
  const own = Map.groupBy(cells, ({ node }) => node);
  return nodes.flatMap((node) =>
    (['allow', 'deny'] as const).flatMap((verdict) => states.map((state) => [{ matrix, node, verdict, state }, (own.get(node) ?? []).filter((cell) => cell.verdict === verdict && cell.state === state).length] as const)),
  );
};

const linesOf = ({ name, help, samples }: Metric): string[] =>
  samples.length === 0 ? [] : [`# HELP netproof_${name} ${help}`, `# TYPE netproof_${name} gauge`, ...samples.map(([labels, value]) => `netproof_${name}{${Object.entries(labels).map(labelOf).join(',')}} ${value}`)];

/** A saved report may name anything, and what is scraped is looked at on terminals, too. */
const labelOf = ([name, value]: readonly [string, string]): string => `${name}="${plain(value).replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`;
