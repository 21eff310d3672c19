import type { Parser } from '../options.ts';

/**
 * A pattern of the shell's puts one file behind -f and the others after it. They stay where yargs leaves what it knows no
 * name for: neither a list of its own nor a positional would take `-` for a file.
 */
export const checkOptions = (argv: Parser) =>
  argv
    .option('filename', { alias: 'f', type: 'string', demandOption: true, requiresArg: true, coerce: (value: string | string[]) => [value].flat(), describe: 'manifests (YAML or JSON): files, folders, - for standard input; repeatable, and more may follow' })
    .string('_')
    .strict(false)
    .strictOptions();

export const addPolicies = (parser: Parser) =>
  parser.command('policies', 'look at NetworkPolicies in files; needs no cluster', (argv: Parser) =>
    argv
      .command('check', 'name every mistake with its file, line, column and field', checkOptions, async (args) => (await import('../actions/check-policies.ts')).checkPolicies(args))
      .demandCommand(1, 'a command is needed'),
  );
