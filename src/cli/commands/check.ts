import { clusterOptions, fileOption, manifestsOption, outputOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const checkOptions = (argv: Parser) => outputOptions(manifestsOption(clusterOptions(fileOption(argv)))).demandOption('filename');

export const addCheck = (parser: Parser) =>
  parser.command('check', 'compare what the policies say with the expected matrix; sends no packet', checkOptions, async (args) => (await import('../actions/check.ts')).check(args));
