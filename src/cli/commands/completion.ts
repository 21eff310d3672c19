import { shells } from '../completion-scripts.ts';
import type { Parser } from '../options.ts';

export const completionOptions = (argv: Parser) => argv.positional('shell', { choices: shells, demandOption: true, describe: 'for which shell; kubectl: for kubectl netproof, in any' });

export const addCompletion = (parser: Parser) =>
  parser.command('completion <shell>', 'print what a shell needs to complete commands and flags', completionOptions, async (args) => (await import('../actions/completion.ts')).completion(args));
