import { clusterOptions, internetOption, manifestsOption, namespacesOption } from '../options.ts';
import type { Parser } from '../options.ts';

export const deriveOptions = (argv: Parser) =>
  internetOption(manifestsOption(namespacesOption(clusterOptions(argv), 'whose pods and policies; repeatable; default with --manifests: all that the files speak of')))
    .option('output', { alias: 'o', choices: ['yaml', 'table', 'json'] as const, default: 'yaml' as const, describe: 'a matrix to keep, one to look at, or one for programs' });

export const addDerive = (parser: Parser) =>
  parser.command('derive', 'print the matrix that the NetworkPolicies say; sends no packet', deriveOptions, async (args) => (await import('../actions/derive.ts')).derive(args));
