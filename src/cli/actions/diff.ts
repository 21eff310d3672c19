import { historyOf } from '../../history/history.ts';
import { historyRenderers } from '../../report/history.ts';
import { parseReport } from '../../report/saved/report.ts';
import type { diffOptions } from '../commands/diff.ts';
import { readText } from '../files.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput, printerFor } from '../output.ts';

export const diff = (args: ArgumentsOf<typeof diffOptions>): void => {
  const output = createOutput(args);
  const history = historyOf(args.reports.map((file) => parseReport(readText(file), file)));
  printerFor(output, args.output)(historyRenderers[args.output](history, { paint: output.paint }));
  process.exitCode = history.exitCode;
};
