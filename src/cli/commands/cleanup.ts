import { clusterOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const cleanupOptions = (argv: Parser) =>
  clusterOptions(argv)
    .option('namespace', {
      alias: 'n',
      type: 'string',
      array: true,
      default: [] as string[],
      requiresArg: true,
      describe: 'only runs that have left something there; also where to look, if you may not list Leases in all namespaces; repeatable',
    })
    .option('dry-run', { type: 'boolean', default: false, describe: 'say what would be removed, and remove nothing' });

export const addCleanup = (parser: Parser) =>
  parser.command('cleanup', 'remove what runs that died have left behind; live runs are left alone', cleanupOptions, async (args) => (await import('../actions/cleanup.ts')).cleanup(args));
