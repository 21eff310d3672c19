import { clusterOptions, internetOption, manifestsOption, everywhereOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const deriveOptions = (argv: Parser) =>
  internetOption(manifestsOption(everywhereOptions(clusterOptions(argv), 'whose pods and policies')))
    .option('output', { alias: 'o', choices: ['yaml', 'table', 'json'] as const, default: 'yaml' as const, describe: 'a matrix to keep, one to look at, or one for programs' });

export const addDerive = (parser: Parser) =>
  parser.command('derive', 'print the matrix that the NetworkPolicies say; sends no packet', deriveOptions, async (args) => (await import('../actions/derive.ts')).derive(args));
