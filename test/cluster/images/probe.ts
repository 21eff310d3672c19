/**
 * The project's own image for the test cluster: its Dockerfile on a local base, since nothing is pulled.
 * As a command it prints the path and the size of the archive.
 */
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cached } from '../cache/cache.ts';
import { hashFile, keyOf } from '../shell/hash.ts';
import { type Progress, silent, timedLines } from '../shell/progress.ts';
import { run } from '../shell/run.ts';
import { packImage } from './archive.ts';
import type { Image } from './program-image.ts';

const project = join(import.meta.dirname, '../../..');
const reference = 'localhost/netproof:test';
/** Without its symbols the binary is a tenth smaller. */
const nodeBinary = join(project, 'node_modules/node/bin/node');

/** The image as an archive, built where the bundles, the Dockerfile or Node have changed. */
export async function probeImage(progress: Progress = silent): Promise<Image> {
  progress('bundling probe and coordinator');
  await run([process.execPath, join(project, 'scripts/bundle.ts')]);
  const base = await nodeBase(progress);
  const dist = join(project, 'dist');
  const bundled = (await readdir(dist, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)).sort();
  const key = keyOf([base, ...(await Promise.all([join(project, 'Dockerfile'), ...bundled].map(hashFile)))]);
  const tarPath = await cached('images', `netproof-${key}.tar`, progress, async (path) => {
    progress(`building image ${reference}`);
    await build(base, dist, path);
  });
  return { reference, tarPath };
}

async function build(base: string, dist: string, destination: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'netproof-image-'));
  try {
    const buildah = ['buildah', '--storage-driver', 'vfs', '--root', join(work, 'storage'), '--runroot', join(work, 'run')];
    const args = ['--build-arg', 'BUNDLE=prebuilt', '--build-arg', `BASE_IMAGE=docker-archive:${base}`];
    const context = ['--build-context', `dist=${dist}`, project];
    await run([...buildah, 'build', '--isolation', 'chroot', '--timestamp', '0', ...args, '--tag', reference, ...context]);
    await run([...buildah, 'push', reference, `docker-archive:${destination}:${reference}`]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What distroless' Node image has, as far as a Node program needs it: the binary at its path, and its libraries. */
async function nodeBase(progress: Progress): Promise<string> {
  const key = keyOf([await hashFile(nodeBinary)]);
  return cached('images', `node-base-${key}.tar`, progress, async (path) => {
    progress('packing the Node binary as a base image');
    const root = await mkdtemp(join(tmpdir(), 'netproof-base-'));
    try {
      await chmod(root, 0o755);
      const target = join(root, 'nodejs/bin/node');
      await mkdir(dirname(target), { recursive: true });
      await run(['strip', '--strip-all', '-o', target, nodeBinary]);
      for (const library of await librariesOf(nodeBinary)) {
        await mkdir(join(root, dirname(library)), { recursive: true });
        await copyFile(library, join(root, library));
      }
      await mkdir(join(root, 'etc'));
      await writeFile(join(root, 'etc/passwd'), 'nonroot:x:65532:65532::/:/sbin/nologin\n');
      await mkdir(join(root, 'tmp'));
      await chmod(join(root, 'tmp'), 0o1777);
      await packImage(root, 'localhost/netproof-test/node-base:1', { Entrypoint: ['/nodejs/bin/node'] }, path);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
}

async function librariesOf(program: string): Promise<string[]> {
  // `libm.so.6 => /lib/… (0x…)`, and a line without `=>` for the loader; linux-vdso has no file.
  return [...(await run(['ldd', program])).matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path ?? '');
}

if (import.meta.main) {
  const { tarPath } = await probeImage(timedLines((line) => process.stderr.write(line)));
  const { size } = await stat(tarPath);
  process.stdout.write(`${tarPath}\n${Math.round(size / 2 ** 20)} MB\n`);
}
