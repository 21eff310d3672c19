import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, readdir, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { waitFor } from '../shell/wait.ts';

const mountPoint = '/sys/fs/cgroup';

/** The roots of the cgroup hierarchies: several with version 1, the mount point itself with version 2. */
function hierarchies(): string[] {
  if (existsSync(join(mountPoint, 'cgroup.controllers'))) return [mountPoint];
  const entries = readdirSync(mountPoint, { withFileTypes: true });
  // Links are second names: `cpu` may be one of `cpu,cpuacct`.
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(mountPoint, entry.name));
}

/**
 * Makes a cgroup in every hierarchy, for a kubelet to put its pods into. A new cpuset of version 1 allows nothing until
 * it is told which processors and memory it has.
 */
export async function createCgroup(cgroup: string): Promise<void> {
  for (const root of hierarchies()) {
    let folder = root;
    for (const part of cgroup.split('/').filter(Boolean)) {
      const above = folder;
      folder = join(folder, part);
      await mkdir(folder, { recursive: true });
      if (above === root) await giveWeight(folder);
      for (const file of ['cpuset.cpus', 'cpuset.mems']) {
        if (!existsSync(join(folder, 'cpuset.cpu_exclusive'))) continue;
        await writeFile(join(folder, file), await readFile(join(above, file)));
      }
    }
  }
}

/**
 * All pods of all clusters are in one cgroup, and every single thread of the machine outside weighs as much as a whole
 * cgroup does by default: beside a compiler that runs, pods would get next to nothing, and time out.
 */
async function giveWeight(folder: string): Promise<void> {
  for (const [file, weight] of [['cpu.shares', 65_536], ['cpu.weight', 6400]] as const) {
    if (existsSync(join(folder, file))) await writeFile(join(folder, file), String(weight));
  }
}

/** Removes a cluster's cgroups, innermost first, and the folder above if no other cluster is in it. */
export async function removeCgroups(cgroup: string): Promise<void> {
  for (const root of hierarchies()) {
    const own = join(root, cgroup);
    // A cgroup stays busy for a moment after its last process has gone.
    await waitFor(`the end of ${own}`, () => removeTree(own), { timeoutMs: 5000, everyMs: 20 });
    await rmdir(dirname(own)).catch(() => {});
  }
}

async function removeTree(folder: string): Promise<true> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return true;
  for (const entry of entries) if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  await rmdir(folder);
  return true;
}
