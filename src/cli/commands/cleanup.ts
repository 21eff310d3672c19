import { clusterOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const cleanupOptions = (argv: Parser) =>
  clusterOptions(argv).option('namespace', {
    alias: 'n',
    type: 'string',
    array: true,
    default: [] as string[],
    requiresArg: true,
    describe: 'where to look, if you may not list Leases in all namespaces; repeatable',
  });

export const addCleanup = (parser: Parser) =>
  parser.command('cleanup', 'remove what runs that died have left behind; live runs are left alone', cleanupOptions, async (args) => (await import('../actions/cleanup.ts')).cleanup(args));
