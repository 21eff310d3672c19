/** Reports in the order of their runs. */
import { NetproofError } from '../errors.ts';
import type { RunReport } from '../model/report.ts';

type Dated = Pick<RunReport, 'run' | 'startedAt'>;

/** Whether one run began after another. As text `…00Z` would come after `…00.123Z`. */
export const isAfter = (one: Dated, other: Dated): boolean => Date.parse(one.startedAt) > Date.parse(other.startedAt);

export const inOrder = (reports: readonly RunReport[]): RunReport[] => reports.toSorted((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));

/** What is mended would look new. @throws NetproofError ERR_USAGE naming the first two that stand the wrong way round */
export const requireOrder = (reports: readonly Dated[]): void => {
  for (const [index, report] of reports.entries()) {
    const before = reports[index - 1];
    if (before !== undefined && isAfter(before, report)) throw new NetproofError('ERR_USAGE', `Cannot compare ${told(before)} with ${told(report)}, which came before it: name the oldest first`);
  }
};

const told = ({ run, startedAt }: Dated): string => `run "${run}" of ${startedAt}`;
