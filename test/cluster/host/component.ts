import { spawn, type StdioOptions } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComponentName } from '../options.ts';
import { ClusterError } from '../shell/failure.ts';
import { waitFor } from '../shell/wait.ts';
import { hostDir, logPath, type ClusterPaths } from '../state/paths.ts';
import { childrenOf, identify, isAlive, signal, type ProcessId } from '../state/processes.ts';
import { enter } from './enter.ts';
import { openLog } from './log-file.ts';
import { clusterEnv } from './marker.ts';

/** How a program of a cluster is started. */
export interface Component {
  readonly name: ComponentName;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Written down so that another process can end a program and start it again. */
interface ComponentRecord extends Component {
  /** `nsenter`, which stays outside as the parent of the program. */
  readonly parent?: ProcessId;
}

/** One of a cluster's hosts: the control plane, a node, the outside. */
export interface Host {
  readonly paths: ClusterPaths;
  readonly name: string;
  readonly anchor: ProcessId;
}

/** Starts a program in the background on a host. `descriptor` becomes its file descriptor 3. */
export async function startComponent(host: Host, component: Component, descriptor?: number): Promise<void> {
  const log = await openLog(logPath(host.paths, host.name, component.name));
  const [program = '', ...args] = enter(host.anchor.pid, component.argv);
  const stdio: StdioOptions = ['ignore', log.fd, log.fd, ...(descriptor === undefined ? [] : [descriptor])];
  const child = spawn(program, args, { detached: true, stdio, env: clusterEnv(host.paths, component.env), cwd: '/' });
  child.unref();
  await log.close();
  const parent = child.pid === undefined ? undefined : identify(child.pid);
  if (parent === undefined) throw new ClusterError(`Cannot start ${component.name} on ${host.name}`);
  await writeComponent(host, { ...component, parent });
}

export async function restartComponent(host: Host, name: ComponentName): Promise<void> {
  const { parent: _, ...component } = await readComponent(host, name);
  if (name === 'forwarder') throw new ClusterError('Cannot start the forwarder again: its socket was the one of "up"');
  if ((await componentPid(host, name)) !== undefined) return;
  await startComponent(host, component);
  // `nsenter` forks before it becomes the program.
  await waitFor(`the start of ${name} on ${host.name}`, async () => (await componentPid(host, name)) !== undefined, { timeoutMs: 10_000, everyMs: 10 });
}

/** Ends a program at once and waits until it is gone. What it started, it leaves. */
export async function killComponent(host: Host, name: ComponentName): Promise<void> {
  const pid = await componentPid(host, name);
  if (pid === undefined) return;
  signal(pid, 'SIGKILL');
  await waitFor(`the end of ${name} on ${host.name}`, async () => (await componentPid(host, name)) === undefined, {
    timeoutMs: 10_000,
    everyMs: 10,
  });
}

/** Sends a signal and waits for nothing. */
export async function signalComponent(host: Host, name: ComponentName, how: NodeJS.Signals): Promise<void> {
  const pid = await componentPid(host, name);
  if (pid === undefined) throw new ClusterError(`Cannot signal ${name} on ${host.name}: it does not run`);
  signal(pid, how);
}

/** The program's id on the machine, or undefined if it does not run. */
export async function componentPid(host: Host, name: ComponentName): Promise<number | undefined> {
  const { parent } = await readComponent(host, name);
  return parent !== undefined && isAlive(parent) ? childrenOf(parent.pid)[0] : undefined;
}

async function readComponent(host: Host, name: ComponentName): Promise<ComponentRecord> {
  const text = await readFile(recordPath(host, name), 'utf8').catch(() => undefined);
  if (text === undefined) throw new ClusterError(`There is no ${name} on ${host.name}`);
  return JSON.parse(text) as ComponentRecord;
}

async function writeComponent(host: Host, record: ComponentRecord): Promise<void> {
  await mkdir(join(hostDir(host.paths, host.name), 'components'), { recursive: true });
  await writeFile(recordPath(host, record.name), JSON.stringify(record, null, 2));
}

function recordPath(host: Host, name: ComponentName): string {
  return join(hostDir(host.paths, host.name), 'components', `${name}.json`);
}
