/** The command line: arguments in, exit code out. Nothing else sets the exit code. */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { NetproofError } from '../errors.ts';
import { addCanary } from './commands/canary.ts';
import { addCheck } from './commands/check.ts';
import { addCleanup } from './commands/cleanup.ts';
import { addCompletion } from './commands/completion.ts';
import { addConformance } from './commands/conformance.ts';
import { addDerive } from './commands/derive.ts';
import { addDiff } from './commands/diff.ts';
import { addExplain } from './commands/explain.ts';
import { addImages } from './commands/images.ts';
import { addInit } from './commands/init.ts';
import { addPlan } from './commands/plan.ts';
import { addPolicies } from './commands/policies.ts';
import { addReport } from './commands/report.ts';
import { addRun } from './commands/run.ts';
import { addServe } from './commands/serve.ts';
import type { Parser } from './options.ts';
import { exitCodeOfError, formatError } from './format-error.ts';
import { programName } from './program-name.ts';
import { netproofVersion } from './version.ts';

const program = programName(process.argv[1]);

const parser: Parser = yargs(hideBin(process.argv))
  .scriptName(program)
  .usage('netproof proves, with real packets, that a Kubernetes cluster enforces its network policies.\n\n$0 <command>')
  .option('verbose', { alias: 'v', type: 'boolean', default: false, global: true, describe: 'log what happens, as JSON on stderr' })
  .option('quiet', { alias: 'q', type: 'boolean', default: false, global: true, describe: 'no progress on stderr' })
  .option('color', { choices: ['auto', 'always', 'never'] as const, default: 'auto' as const, global: true, describe: 'auto: on a terminal, unless NO_COLOR is set' })
  .option('ascii', { type: 'boolean', global: true, describe: 'draw and write with ASCII alone; default: where the locale is not UTF-8' });

/** Of any other flag a second value would be a mistake: there is one matrix, but there may be many policies. */
const mayRepeat = (flag: string, [command]: readonly unknown[]): boolean =>
  ['namespace', 'node', 'manifests', 'case', 'tag', 'contact', 'image-pull-secret', 'imagePullSecret', 'node-selector', 'nodeSelector', 'toleration', 'fail-on', 'failOn', 'baseline', 'publish', 'as-group', 'asGroup'].includes(flag) || (flag === 'filename' && command === 'policies') || flag === 'reports' || (flag === 'output' && ['run', 'canary', 'report'].some((reporting) => reporting === command));

for (const add of [addInit, addRun, addCanary, addConformance, addDerive, addCheck, addExplain, addPlan, addReport, addDiff, addPolicies, addCleanup, addServe, addImages, addCompletion]) add(parser);

const seeHelp = `see ${program} --help`;

parser
  .demandCommand(1, 'a command is needed')
  .strict()
  .recommendCommands()
  .locale('en')
  .check((args) => {
    const twice = Object.entries(args).find(([name, value]) => Array.isArray(value) && name.length > 1 && !mayRepeat(name, args._));
    if (twice) throw new NetproofError('ERR_USAGE', `--${twice[0]} is given more than once; ${seeHelp}`);
    return true;
  }, true)
  .version(netproofVersion)
  .wrap(Math.min(110, process.stdout.columns ?? 110))
  .example('$0 init -n shop > matrix.yaml', 'a first matrix, to be corrected')
  .example('$0 check -f matrix.yaml', 'do the policies say what the matrix says?')
  .example('$0 canary --image IMAGE', 'does this cluster enforce policies at all?')
  .example('$0 run -f matrix.yaml --image IMAGE', 'does it do what the matrix says?')
  .epilogue('Exit codes: 0 conforms, 1 a leak or an overblock, 2 nothing was probed, 3 not everything could be judged, 130 interrupted.')
  .exitProcess(false)
  .fail((message, error) => {
    // yargs calls this for its own complaints and for what a handler throws; both end below.
    if (error && error.name !== 'YError') throw error;
    // yargs suggests a command without saying that there is none of the given name.
    const unknown = message.startsWith('Did you mean') ? `There is no command "${hideBin(process.argv).find((word) => !word.startsWith('-')) ?? ''}". ` : '';
    throw new NetproofError('ERR_USAGE', `${unknown}${message}; ${seeHelp}`);
  });

const main = async (): Promise<void> => {
  try {
    await parser.parseAsync();
  } catch (error) {
    process.stderr.write(`${formatError(error)}\n`);
    process.exitCode = exitCodeOfError(error);
  }
};

// Node would end with 1, which reads as a leak; a defect of ours is 3.
process.on('uncaughtExceptionMonitor', () => process.once('exit', () => void (process.exitCode = 3)));
// A reader that has seen enough, as `head`, changes no verdict.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

void main();
