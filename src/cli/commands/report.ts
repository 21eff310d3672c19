import { compare } from '../../compare/compare.ts';
import { parseRecording } from '../../report/recording-file.ts';
import { renderers } from '../../report/render.ts';
import { readText } from '../files.ts';
import { judgeOptions, outputOptions } from '../options.ts';
import type { Parser } from '../options.ts';
import { createOutput } from '../output.ts';

export const addReport = (parser: Parser) =>
  parser.command(
    'report',
    'judge a saved run again; sends no packet',
    (argv) =>
      outputOptions(judgeOptions(argv)).option('from', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'file that netproof run --record wrote, - for standard input',
      }),
    (args) => {
      const output = createOutput(args);
      const report = compare(parseRecording(readText(args.from), args.from), { strict: args.strict });
      output.result(renderers[args.output](report, { paint: output.paint }));
      process.exitCode = report.exitCode;
    },
  );
