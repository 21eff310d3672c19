import { access, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Argv } from 'yargs';
import { attach, cniNames, ClusterError, defaultName, down, parseFlags, status, timedLines, up, widestPodPrefix, type ClusterOptions } from './index.ts';
import { faultOf, faultOptions, type FaultArguments } from './fault-options.ts';
import { renderFaults } from './render-faults.ts';
import { renderStatus } from './render-status.ts';
import { checkFault } from './lifecycle/fault.ts';
import { clusterPaths } from './state/paths.ts';

const progress = timedLines((line) => process.stderr.write(line));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** The part of yargs' result that `up` reads. */
interface UpArguments extends FaultArguments {
  readonly name: string;
  readonly nodes: number;
  readonly cni: ClusterOptions['cni'];
  readonly enforcerOff: string[];
  readonly podPrefix: number;
  readonly flag: string[];
  readonly fault?: string;
}

export function addCommands(base: Argv): Argv {
  return base
    .option('name', { type: 'string', default: defaultName, describe: 'Which cluster; several run side by side', global: true })
    .command('up', 'Boot a cluster; build what it needs first', upOptions, runUp)
    .command('fault [fault]', 'Make the enforcers of CNI faulty wrong: a name of --list, or none', faultCommandOptions, runFault)
    .command('down', 'End a cluster and remove everything it had', {}, ({ name }) => down(String(name), progress))
    .command('status', 'Show the clusters and their programs', {}, async () => print(renderStatus(await status())))
    .command('kubeconfig', 'Print the path of the kubeconfig', {}, async ({ name }) =>
      print((await attach(String(name))).kubeconfig),
    )
    .command(
      'load-image <file>',
      'Load a docker-archive into every node',
      (args) => args.positional('file', { type: 'string', demandOption: true }),
      ({ name, file }) => runLoadImage(name, file),
    )
    .command('logs', 'List the log files', {}, ({ name }) => runLogs(String(name)));
}

function upOptions(args: Argv): Argv<UpArguments> {
  return faultOptions(args)
    .option('nodes', { type: 'number', default: 2, describe: '1 to 4' })
    .option('cni', { choices: cniNames, default: 'calico', describe: 'none: policies are accepted and ignored; faulty: enforced by a program that can be made wrong' })
    .option('fault', { type: 'string', nargs: 1, describe: 'With --cni faulty: a name of "fault --list", as in FM-EXCEPT:a' })
    .option('enforcer-off', { type: 'string', array: true, nargs: 1, default: [], describe: 'A node without felix' })
    .option('pod-prefix', { type: 'number', default: widestPodPrefix, describe: 'Of the IPv4 range of each node\'s pods; 28 at most' })
    .option('flag', { type: 'string', array: true, nargs: 1, default: [], describe: 'component=--some-flag=value' }) as unknown as Argv<UpArguments>;
}

async function runUp(args: UpArguments): Promise<void> {
  const { name, nodes, cni, enforcerOff, podPrefix, flag, fault } = args;
  const spec = fault === undefined ? undefined : faultOf(fault, args);
  if (fault !== undefined) checkFault({ name, cni, nodes }, spec);
  const cluster = await up({ name, nodes, cni, enforcerOff, podPrefix, flags: parseFlags(flag) }, progress);
  if (fault !== undefined) await cluster.setFault(spec);
  print(`export KUBECONFIG=${cluster.kubeconfig}`);
}

interface FaultCommandArguments extends FaultArguments {
  readonly name: string;
  readonly fault?: string;
  readonly list: boolean;
}

function faultCommandOptions(args: Argv): Argv<FaultCommandArguments> {
  return faultOptions(args)
    .positional('fault', { type: 'string', describe: 'MODEL or MODEL:variant' })
    .option('list', { type: 'boolean', default: false, describe: 'Show all faults' }) as unknown as Argv<FaultCommandArguments>;
}

async function runFault(args: FaultCommandArguments): Promise<void> {
  if (args.list) return print(renderFaults());
  if (args.fault === undefined) throw new ClusterError('Say which fault, none, or --list');
  await (await attach(args.name)).setFault(faultOf(args.fault, args));
}

async function runLoadImage(name: string, file: string): Promise<void> {
  await access(file).catch(() => {
    throw new ClusterError(`Cannot load image "${file}": no such file`);
  });
  await (await attach(name)).loadImage(resolve(file));
}

async function runLogs(name: string): Promise<void> {
  const { logs } = clusterPaths(name);
  const files = await readdir(logs).catch(() => {
    throw new ClusterError(`There is no cluster "${name}"`);
  });
  for (const file of files.sort()) print(join(logs, file));
}
