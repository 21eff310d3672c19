/** Reports of earlier runs, in the order of their runs. */
import { describeError } from '../errors.ts';
import type { Archive } from '../history/archive.ts';
import { inOrder, requireOrder } from '../history/order.ts';
import type { RunReport } from '../model/report.ts';
import { plain } from '../report/paint.ts';
import { parseReport } from '../report/saved/report.ts';
import { readText } from './files.ts';
import type { Output } from './output.ts';

/** @throws NetproofError ERR_USAGE where one cannot be read, or those of a matrix are not in order */
export const baselinesIn = (files: readonly string[]): RunReport[] => {
  const reports = files.map((file) => parseReport(readText(file), file));
  for (const same of Map.groupBy(reports, ({ matrix }) => matrix).values()) requireOrder(same);
  return reports;
};

/** Reports of another version of netproof may say what this one does not understand. */
export const keptIn = async (archive: Archive, { note }: Pick<Output, 'note'>): Promise<RunReport[]> => {
  const entries = await archive.read();
  const reports = entries.flatMap(({ key, text }) => {
    try {
      return [parseReport(text, key)];
    } catch (error) {
      note(`left out of the history: ${plain(describeError(error))}`);
      return [];
    }
  });
  // Whoever may write there may call one what they like, and nothing must break when the run is over.
  return inOrder(reports);
};
