import { clusterOptions, fileOption, guestOptions, judgeOptions, outputOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const runOptions = (argv: Parser) =>
  outputOptions(judgeOptions(guestOptions(clusterOptions(fileOption(argv)))))
    .option('image', { type: 'string', demandOption: true, requiresArg: true, describe: 'image of the probe pods, best by digest; none is published yet' })
    .option('image-pull-policy', { choices: ['IfNotPresent', 'Always', 'Never'] as const, default: 'IfNotPresent' as const, describe: 'as in a pod' })
    .option('hold', { type: 'string', default: '0s', requiresArg: true, describe: 'go on watching for this long after all has settled, as 60s or 2m; at most 30m' })
    .option('record', { type: 'string', requiresArg: true, describe: 'save everything that was seen as JSON, for netproof report --from' });

export const addRun = (parser: Parser) =>
  parser.command('run', 'send real packets and compare what got through with the expected matrix', runOptions, async (args) => (await import('../actions/run.ts')).run(args));
