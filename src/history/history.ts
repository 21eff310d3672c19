/** What has changed from run to run: in what policies say, in what the cluster does with them, and in what was found. */
import { NetproofError } from '../errors.ts';
import type { ExitCode, RunReport } from '../model/report.ts';
import { canaryChange } from './canary.ts';
import { changesOf } from './changes.ts';
import type { ChangedFinding } from './changes.ts';
import { driftsOf } from './drift.ts';
import type { Drifts } from './drift.ts';
import { requireOrder } from './order.ts';
import { exitCodeOf, headlineOf } from './outcome.ts';

export interface HistoryRun extends Pick<RunReport, 'run' | 'startedAt' | 'netproof' | 'server' | 'exitCode' | 'headline'> {
  readonly diagnosis?: string;
}

export interface History extends Drifts {
  readonly version: 1;
  readonly matrix: string;
  readonly runs: readonly HistoryRun[];
  readonly headline: string;
  readonly exitCode: ExitCode;
  readonly findings: readonly ChangedFinding[];
  readonly cells: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/**
 * @param reports in the order of their runs, two at least
 * @param from index of the one that the last is held against; those before it tell what comes back
 * @throws NetproofError ERR_USAGE where they are not of one matrix, or not in order
 */
export const historyOf = (reports: readonly RunReport[], from = 0): History => {
  const [first, last] = [reports[from], reports.at(-1)];
  if (first === undefined || last === undefined || first === last) throw new NetproofError('ERR_USAGE', 'Cannot compare: two reports are needed at least');
  const other = reports.find(({ matrix }) => matrix !== first.matrix);
  if (other !== undefined) throw new NetproofError('ERR_USAGE', `Cannot compare reports of different matrices: "${first.matrix}" and "${other.matrix}"`);
  requireOrder(reports);
  const findings = changesOf(reports, last, from);
  const drifts = driftsOf(first, last);
  const canary = canaryChange(first, last);
  return {
    version: 1,
    matrix: first.matrix,
    runs: reports.map(({ run, startedAt, netproof, server, exitCode, headline, canary: asked }) => ({ run, startedAt, netproof, server, exitCode, headline, ...(asked && { diagnosis: asked.diagnosis.kind }) })),
    headline: headlineOf(findings, drifts, canary),
    exitCode: exitCodeOf(findings, canary),
    findings,
    ...drifts,
    cells: { added: [...ids(last)].filter((id) => !ids(first).has(id)), removed: [...ids(first)].filter((id) => !ids(last).has(id)) },
  };
};

const ids = ({ cells }: RunReport): ReadonlySet<string> => new Set(cells.map(({ cell }) => cell.id));
