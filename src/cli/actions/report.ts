import { compare } from '../../compare/compare.ts';
import { parseRecording } from '../../report/recording-file.ts';
import { renderers } from '../../report/render.ts';
import type { reportOptions } from '../commands/report.ts';
import { readText } from '../files.ts';
import { judging } from '../options.ts';
import type { ArgumentsOf } from '../options.ts';
import { createOutput } from '../output.ts';

export const report = (args: ArgumentsOf<typeof reportOptions>): void => {
  const output = createOutput(args);
  const judged = compare(parseRecording(readText(args.from), args.from), judging(args));
  output.result(renderers[args.output](judged, { paint: output.paint }));
  process.exitCode = judged.exitCode;
};
