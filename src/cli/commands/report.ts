import type { CommandModule } from 'yargs';
import { compare } from '../../compare/compare.ts';
import { parseRecording } from '../../report/recording-file.ts';
import { renderers } from '../../report/render.ts';
import { readText } from '../files.ts';
import { judgeOptions, outputOptions } from '../options.ts';
import { createOutput } from '../output.ts';

interface ReportArguments {
  readonly from: string;
  readonly output: 'table' | 'json';
  readonly strict: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
}

export const reportCommand: CommandModule<{ verbose: boolean; quiet: boolean }, ReportArguments> = {
  command: 'report',
  describe: 'judge a saved run again; sends no packet',
  builder: (argv) =>
    outputOptions(judgeOptions(argv)).option('from', { type: 'string', demandOption: true, requiresArg: true, describe: 'file that netproof run --record wrote, - for standard input' }) as never,
  handler: (args) => {
    const output = createOutput(args);
    const report = compare(parseRecording(readText(args.from), args.from), { strict: args.strict });
    output.result(renderers[args.output](report, { paint: output.paint }));
    process.exitCode = report.exitCode;
  },
};
