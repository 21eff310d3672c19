import { isDeepStrictEqual } from 'node:util';
import { mkdir } from 'node:fs/promises';
import { lockPath } from '../cache/cache.ts';
import { cnis } from '../cni/index.ts';
import { requireLinuxAndRoot } from '../host/preflight.ts';
import { normalizeOptions, widestPodPrefix, type ClusterOptions } from '../options.ts';
import { ClusterError } from '../shell/failure.ts';
import { withLock } from '../shell/lock.ts';
import { silent, type Progress } from '../shell/progress.ts';
import { clusterPaths } from '../state/paths.ts';
import { isAlive } from '../state/processes.ts';
import { readRecord, writeRecord, type ClusterRecord } from '../state/record.ts';
import { boot } from './boot.ts';
import { createCluster, type Cluster } from './cluster.ts';
import { tearDown } from './down.ts';
import { gather } from './ingredients.ts';

/** Boots a cluster, or returns the one that runs already under this name with the same options. */
export async function up(given: Partial<ClusterOptions> = {}, progress: Progress = silent): Promise<Cluster> {
  const options = normalizeOptions(given);
  requireLinuxAndRoot();
  const record = await withLock(lockPath(`cluster-${options.name}`), progress, () => upLocked(options, progress));
  return createCluster(record);
}

async function upLocked(options: ClusterOptions, progress: Progress): Promise<ClusterRecord> {
  const paths = clusterPaths(options.name);
  const running = await readRecord(options.name);
  if (running !== undefined && isWhole(running)) {
    if (isDeepStrictEqual(running.options, options)) {
      progress(`cluster "${options.name}" is up already`);
      return running;
    }
    throw new ClusterError(
      `Cannot start cluster "${options.name}": it runs with ${describe(running.options)}, and ${describe(options)} is wanted; run "down" first, or choose another --name`,
    );
  }
  const cni = cnis[options.cni];
  const ingredients = await gather(cni, progress);
  // What a crash may have left; nothing, most of the time.
  await tearDown(paths);
  await mkdir(paths.dir, { recursive: true, mode: 0o711 });
  await writeRecord({ version: 1, phase: 'booting', options, anchors: {}, apiPort: 0 });
  progress(`booting cluster "${options.name}": ${describe(options)}`);
  const record = await boot({ options, paths, cni, ingredients, progress });
  await writeRecord(record);
  return record;
}

/** Whether every host of a cluster that came up is still there. */
export function isWhole(record: ClusterRecord): boolean {
  return record.phase === 'up' && Object.values(record.anchors).every(isAlive);
}

export function describe(options: ClusterOptions): string {
  const flags = Object.entries(options.flags).flatMap(([name, values]) => values.map((value) => `--flag ${name}=${value}`));
  const off = options.enforcerOff.map((node) => `--enforcer-off ${node}`);
  const small = options.podPrefix === widestPodPrefix ? [] : [`--pod-prefix ${options.podPrefix}`];
  return [`--nodes ${options.nodes}`, `--cni ${options.cni}`, ...off, ...small, ...flags].join(' ');
}
