import { profiles } from '../../conformance/case/case.ts';
import { clusterOptions, imageOptions } from '../options.ts';
import type { Parser } from '../options.ts';

export const conformanceOptions = (argv: Parser) =>
  imageOptions(clusterOptions(argv))
    .option('profile', { choices: profiles, default: 'standard' as const, describe: 'how much is played' })
    .option('case', { type: 'string', array: true, requiresArg: true, describe: 'only this case, or those of this folder, of whatever profile; repeatable' })
    .option('tag', { type: 'string', array: true, requiresArg: true, describe: 'only cases with this tag; repeatable' })
    .option('sets', { type: 'number', requiresArg: true, describe: 'sets of ten pods side by side; default: two for each node, at most 8' })
    .option('policy-timeout', { type: 'string', requiresArg: true, default: '30s', describe: 'how long a change of policy may take to take effect' })
    .option('fail-fast', { type: 'boolean', default: false, describe: 'play nothing more once a case has failed' })
    .option('organization', { type: 'string', requiresArg: true, describe: 'with -o yaml: whose implementation this is' })
    .option('project', { type: 'string', requiresArg: true, describe: 'with -o yaml: its name' })
    .option('project-url', { type: 'string', requiresArg: true, describe: 'with -o yaml: where it is' })
    .option('project-version', { type: 'string', requiresArg: true, describe: 'with -o yaml: its version' })
    .option('contact', { type: 'string', array: true, requiresArg: true, describe: 'with -o yaml: whom to ask; repeatable' })
    .option('output', { alias: 'o', choices: ['table', 'json', 'yaml', 'junit'] as const, default: 'table' as const, describe: 'how the result is printed' });

export const addConformance = (parser: Parser) =>
  parser.command('conformance', 'play a battery of policies, and of changes over time, in namespaces of its own, and tell what this CNI enforces', conformanceOptions, async (args) => (await import('../actions/conformance.ts')).conformance(args));
