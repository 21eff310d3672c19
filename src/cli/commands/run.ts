import { canarySwitch, clusterOptions, fileOption, guestOptions, imageOptions, judgeOptions, outputOptions, recordOption } from '../options.ts';
import type { Parser } from '../options.ts';

export const runOptions = (argv: Parser) =>
  recordOption(canarySwitch(imageOptions(outputOptions(judgeOptions(guestOptions(clusterOptions(fileOption(argv)))))))).option('hold', {
    type: 'string',
    default: '0s',
    requiresArg: true,
    describe: 'go on watching for this long after all has settled, as 60s or 2m; at most 30m',
  });

export const addRun = (parser: Parser) =>
  parser.command('run', 'send real packets and compare what got through with the expected matrix', runOptions, async (args) => (await import('../actions/run.ts')).run(args));
