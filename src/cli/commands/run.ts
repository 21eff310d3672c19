import { canarySwitch, fileOption, fromPoliciesOptions, guestOptions, judgeOptions, probingOptions, severityOption } from '../options.ts';
import type { Parser } from '../options.ts';

export const runOptions = (argv: Parser) => canarySwitch(severityOption(judgeOptions(guestOptions(probingOptions(fromPoliciesOptions(fileOption(argv)))))));

export const addRun = (parser: Parser) =>
  parser.command('run', 'send real packets and compare what got through with the expected matrix', runOptions, async (args) => (await import('../actions/run.ts')).run(args));
