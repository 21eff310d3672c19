import { readdirSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { lockPath } from '../cache/cache.ts';
import { requireLinuxAndRoot } from '../host/preflight.ts';
import { marker } from '../host/marker.ts';
import { checkName } from '../options.ts';
import { withLock } from '../shell/lock.ts';
import { silent, type Progress } from '../shell/progress.ts';
import { waitFor } from '../shell/wait.ts';
import { clusterPaths, stateRoot, type ClusterPaths } from '../state/paths.ts';
import { identify, isAlive, processesWith, signal, type ProcessId } from '../state/processes.ts';
import { removeCgroups } from './cgroups.ts';

/** Ends a cluster, or what a crash left of it, and removes everything it had; no cluster of that name is no error. */
export async function down(name: string, progress: Progress = silent): Promise<void> {
  requireLinuxAndRoot();
  await withLock(lockPath(`cluster-${checkName(name)}`), progress, () => tearDown(clusterPaths(name)));
}

/** `down` for one who holds the cluster's lock. */
export async function tearDown(paths: ClusterPaths): Promise<void> {
  const ended = new Map<number, ProcessId>();
  await waitFor(`the processes of ${paths.dir} to end`, async () => endMarked(paths, ended), { timeoutMs: 20_000, everyMs: 20 });
  await removeCgroups(paths.cgroup);
  await rm(paths.dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  // The last cluster takes the folder above with it.
  await rmdir(stateRoot).catch(() => {});
}

/**
 * Every process of a cluster either carries the mark or lives below a process 1 that carries it, and dies with it. To
 * be called until it returns true: one may just have started another, and a process 1 loses its mark at once but is
 * gone only when the last process below it is. Interfaces, mounts and namespaces go with their last process.
 */
function endMarked(paths: ClusterPaths, ended: Map<number, ProcessId>): boolean {
  const marked = processesWith(marker(paths));
  for (const pid of marked) {
    const process = identify(pid);
    if (process !== undefined) ended.set(pid, process);
    signal(pid, 'SIGKILL');
  }
  return marked.length === 0 && ![...ended.values()].some(isAlive);
}

/** The names of the clusters that have a state folder. */
export function clusterNames(): string[] {
  try {
    return readdirSync(stateRoot).sort();
  } catch {
    return [];
  }
}
