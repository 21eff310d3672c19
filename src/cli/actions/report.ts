import { compare } from '../../compare/compare.ts';
import { parseRecording } from '../../report/saved/recording.ts';
import type { reportOptions } from '../commands/report.ts';
import { readText } from '../files.ts';
import { judging } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';
import { openOutputs, parseOutputs, writeReport } from '../outputs.ts';

export const report = (args: ArgumentsOf<typeof reportOptions>): void => {
  const output = createOutput(args);
  const outputs = openOutputs(parseOutputs(args.output));
  const options = judging(args);
  const judged = compare(parseRecording(readText(args.from), args.from), options);
  writeReport(outputs, judged, output, args.minSeverity);
  process.exitCode = judged.exitCode;
};
