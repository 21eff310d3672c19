import { outputOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const diffOptions = (argv: Parser) => outputOptions(argv).positional('reports', { type: 'string', array: true, demandOption: true, describe: 'what netproof run -o json printed, the oldest first' });

export const addDiff = (parser: Parser) =>
  parser.command('diff <reports..>', 'what has changed between runs: findings, policies, enforcement', diffOptions, async (args) => (await import('../actions/diff.ts')).diff(args));
