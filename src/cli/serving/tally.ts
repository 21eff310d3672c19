/** What has come of the runs so far, as it is served. */
import type { ExitCode, RunReport } from '../../model/report.ts';
import { renderPrometheus } from '../../report/formats/prometheus.ts';
import { renderServed } from '../../report/served.ts';

export interface Tally {
  /** Counts by the exit code that the report's own metrics have: a baseline changes neither. */
  readonly ended: (report: RunReport) => void;
  /** Of a run that probed nothing; the report before it stays. */
  readonly failed: () => void;
  readonly hasReport: () => boolean;
  /** @param running whether a run is under way */
  readonly metrics: (running: boolean) => string;
}

export const createTally = (): Tally => {
  const ended: Partial<Record<ExitCode | 'failed', number>> = {};
  // Drawn once for each run: scrapes are many, and a report may be large.
  let last: string | undefined;
  const count = (result: ExitCode | 'failed'): void => void (ended[result] = (ended[result] ?? 0) + 1);
  return {
    ended: (report) => {
      last = renderPrometheus(report);
      count(report.exitCode);
    },
    failed: () => count('failed'),
    hasReport: () => last !== undefined,
    metrics: (running) => renderServed({ ended, running, ...(last === undefined ? {} : { last }) }),
  };
};
