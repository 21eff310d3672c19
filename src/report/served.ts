/** What a netproof that goes on running tells of itself: in Prometheus' text format, and in a line for each run. */
import type { ExitCode, RunReport } from '../model/report.ts';
import { plain } from './paint.ts';

export interface Runs {
  /** By exit code; `failed` are those that probed nothing. */
  readonly ended: Readonly<Partial<Record<ExitCode | 'failed', number>>>;
  /** Whether one is under way. */
  readonly running: boolean;
  /** The last report, drawn. */
  readonly last?: string;
}

const results = [0, 1, 2, 3, 'failed'] as const;

export const renderServed = ({ ended, running, last = '' }: Runs): string =>
  [
    '# HELP netproof_runs_total Runs since the start, by exit code; failed if nothing could be probed.',
    '# TYPE netproof_runs_total counter',
    ...results.map((result) => `netproof_runs_total{result="${result}"} ${ended[result] ?? 0}`),
    '# HELP netproof_run_in_progress 1 while a run goes on.',
    '# TYPE netproof_run_in_progress gauge',
    `netproof_run_in_progress ${running ? 1 : 0}`,
    last,
  ].join('\n');

/** @param concluded what it exits with, and what is told of it, beside its report */
export const tellEnded = ({ startedAt, headline }: Pick<RunReport, 'startedAt' | 'headline'>, { exitCode, told }: { readonly exitCode: ExitCode; readonly told: string }): string => `${startedAt} exit ${exitCode}: ${plain(headline)}${told}`;
