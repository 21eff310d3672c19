import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hostDir, type ClusterPaths } from '../state/paths.ts';
import { childrenOf, identify, programOf, type ProcessId } from '../state/processes.ts';
import { waitFor } from '../shell/wait.ts';
import { openLog } from './log-file.ts';
import { clusterEnv } from './marker.ts';

/**
 * Starts the process that holds a host's mount, network, name and process namespaces. It is process 1 in there, so
 * when it dies the kernel kills everything else inside, containers too, and takes mounts, interfaces and names away.
 * Nothing of a host is ever bound to a path of the machine.
 */
export async function startAnchor(paths: ClusterPaths, host: string, pausePath: string): Promise<ProcessId> {
  await mkdir(hostDir(paths, host), { recursive: true });
  const log = await openLog(join(paths.logs, `${host}.anchor.log`));
  const own = ['--mount', '--net', '--uts', '--ipc', '--pid', '--mount-proc', '--propagation', 'private'];
  const parent = spawn('unshare', [...own, '--fork', '--kill-child', pausePath], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: clusterEnv(paths),
    cwd: '/',
  });
  parent.unref();
  await log.close();
  const parentPid = parent.pid;
  if (parentPid === undefined) throw new Error(`Cannot start "unshare" for ${host}`);
  return waitFor(`the namespaces of ${host}`, async () => anchorOf(parentPid, pausePath), { timeoutMs: 5000, everyMs: 5 });
}

/** Only once it runs our program are all its namespaces made and /proc mounted. */
function anchorOf(parent: number, pausePath: string): ProcessId | undefined {
  const child = childrenOf(parent).find((pid) => programOf(pid) === pausePath);
  return child === undefined ? undefined : identify(child);
}
