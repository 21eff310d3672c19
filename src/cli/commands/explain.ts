import { clusterOptions, manifestsOption } from '../options.ts';
import type { Parser } from '../options.ts';

export const explainOptions = (argv: Parser) =>
  manifestsOption(clusterOptions(argv))
    .positional('source', { type: 'string', demandOption: true, describe: 'namespace/pod, namespace/workload, namespace/app=web, node:name or an address' })
    .positional('target', { type: 'string', demandOption: true, describe: 'the same, or service:namespace/name; with :port or :port/protocol at its end, or for all ports' })
    .option('output', { alias: 'o', choices: ['text', 'json'] as const, default: 'text' as const, describe: 'how the explanation is printed' });

export const addExplain = (parser: Parser) =>
  parser.command('explain <source> <target>', 'why policy lets one end reach another, or does not; sends no packet', explainOptions, async (args) => (await import('../actions/explain.ts')).explain(args));
