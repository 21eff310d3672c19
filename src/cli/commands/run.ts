import { canarySwitch, clusterOptions, fileOption, fromPoliciesOptions, guestOptions, holdOption, imageOptions, judgeOptions, reportOutputOptions, recordOption, sinceOptions, severityOption } from '../options.ts';
import type { Parser } from '../options.ts';

export const runOptions = (argv: Parser) => sinceOptions(holdOption(recordOption(canarySwitch(imageOptions(severityOption(reportOutputOptions(judgeOptions(guestOptions(clusterOptions(fromPoliciesOptions(fileOption(argv))))))))))));

export const addRun = (parser: Parser) =>
  parser.command('run', 'send real packets and compare what got through with the expected matrix', runOptions, async (args) => (await import('../actions/run.ts')).run(args));
