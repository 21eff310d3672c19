import { judgeOptions, reportOutputOptions, severityOption } from '../options.ts';
import type { Parser } from '../options.ts';

export const reportOptions = (argv: Parser) =>
  severityOption(reportOutputOptions(judgeOptions(argv))).option('from', {
    type: 'string',
    demandOption: true,
    requiresArg: true,
    describe: 'file that netproof run --record wrote, - for standard input',
  });

export const addReport = (parser: Parser) =>
  parser.command('report', 'judge a saved run again; sends no packet', reportOptions, async (args) => (await import('../actions/report.ts')).report(args));
