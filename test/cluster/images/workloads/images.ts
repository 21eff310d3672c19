import { cp, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cached } from '../../cache/cache.ts';
import { hashFile, keyOf } from '../../shell/hash.ts';
import { type Progress, silent } from '../../shell/progress.ts';
import { run } from '../../shell/run.ts';
import { copyProgram, unpackDebian } from './debian.ts';

const here = import.meta.dirname;

/** What an image holds besides the folder of its name: its Containerfile and the files that it adds. */
interface Workload {
  readonly name: string;
  readonly packages: readonly string[];
  /** Taken with the libraries that they load. */
  readonly programs: readonly string[];
  /** Taken as they are: files or folders. */
  readonly files?: readonly string[];
}

const workloads: readonly Workload[] = [
  { name: 'redis', packages: ['redis-server'], programs: ['/usr/bin/redis-server'] },
  { name: 'http', packages: ['nginx'], programs: ['/usr/sbin/nginx'] },
  { name: 'etcd', packages: ['etcd-server'], programs: ['/usr/bin/etcd'] },
  {
    name: 'mariadb',
    packages: ['mariadb-server-core', 'busybox-static'],
    programs: ['/usr/sbin/mariadbd'],
    files: ['/usr/share/mysql', '/bin/busybox'],
  },
];

/** The name that the manifests of the examples use. */
export function workloadImageName(name: string): string {
  return `localhost/netproof-examples/${name}:1`;
}

/** The workload images of the examples as docker-archive tars, built from Debian packages where they are not cached. */
export async function workloadImages(progress: Progress = silent): Promise<string[]> {
  const key = await recipeKey();
  const folder = await cached('images', `examples-${key}`, progress, (draft) => buildAll(draft, progress));
  return workloads.map(({ name }) => join(folder, `${name}.tar`));
}

/** Changes with every file of this folder, thus with everything that goes into the images except Debian's updates. */
async function recipeKey(): Promise<string> {
  const entries = await readdir(here, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  const hashes = await Promise.all(files.map(async (file) => [relative(here, file), await hashFile(file)]));
  return keyOf([process.arch, ...hashes.flat()]);
}

async function buildAll(folder: string, progress: Progress): Promise<void> {
  const work = join(folder, 'work');
  const debian = join(work, 'debian');
  await unpackDebian(workloads.flatMap(({ packages }) => packages), debian, progress);
  for (const workload of workloads) {
    progress(`building image ${workloadImageName(workload.name)}`);
    await build(workload, debian, work, join(folder, `${workload.name}.tar`));
  }
  await rm(work, { recursive: true });
}

async function build(workload: Workload, debian: string, work: string, tar: string): Promise<void> {
  const recipe = join(here, workload.name);
  const context = join(work, workload.name);
  const root = join(context, 'root');
  for (const program of workload.programs) await copyProgram(program, debian, root);
  for (const path of workload.files ?? []) await cp(join(debian, path), join(root, path), { recursive: true });
  await cp(join(recipe, 'files'), root, { recursive: true });

  const buildah = ['buildah', '--storage-driver', 'vfs', '--root', join(work, 'storage'), '--runroot', join(work, 'run')];
  const image = workloadImageName(workload.name);
  await run([...buildah, 'build', '--isolation', 'chroot', '--file', join(recipe, 'Containerfile'), '--tag', image, context]);
  await run([...buildah, 'push', image, `docker-archive:${tar}:${image}`]);
}
