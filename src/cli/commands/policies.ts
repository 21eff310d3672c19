import type { Parser } from '../options.ts';

/** A pattern of the shell's puts one file behind -f and the others after it; a list of yargs' would not take `-` for one. */
export const checkOptions = (argv: Parser) =>
  argv
    .option('filename', { alias: 'f', type: 'string', demandOption: true, requiresArg: true, coerce: (value: string | string[]) => [value].flat(), describe: 'manifests (YAML), - for standard input; repeatable' })
    .positional('more', { type: 'string', array: true, default: [] as string[], describe: 'further files' });

export const addPolicies = (parser: Parser) =>
  parser.command('policies', 'look at NetworkPolicies in files; needs no cluster', (argv: Parser) =>
    argv
      .command('check [more..]', 'name every mistake with its file, line, column and field', checkOptions, async (args) => (await import('../actions/check-policies.ts')).checkPolicies(args))
      .demandCommand(1, 'a command is needed'),
  );
