import { probingOptions, strictOption } from '../options.ts';
import type { Parser } from '../options.ts';

export const canaryOptions = (argv: Parser) =>
  strictOption(probingOptions(argv)).option('node', {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'only this node; repeatable; default: every node that can take a pod',
  });

export const addCanary = (parser: Parser) =>
  parser.command('canary', 'ask, with real packets, whether this cluster enforces NetworkPolicy at all, on every node; needs no matrix', canaryOptions, async (args) => (await import('../actions/canary.ts')).canary(args));
