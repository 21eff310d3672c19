import { clusterOptions, everywhereOptions, internetOption, manifestsOption } from '../options.ts';
import type { Parser } from '../options.ts';

export const initOptions = (argv: Parser) =>
  internetOption(manifestsOption(everywhereOptions(clusterOptions(argv), 'whose workloads, Services and policies; default: the namespace of the context'))).option('to', {
    type: 'string',
    requiresArg: true,
    describe: 'write it to this file, which must not be there yet; default: standard output',
  });

export const addInit = (parser: Parser) =>
  parser.command('init', 'look at a cluster and print a first matrix, to be gone through row by row; sends no packet', initOptions, async (args) => (await import('../actions/init.ts')).init(args));
