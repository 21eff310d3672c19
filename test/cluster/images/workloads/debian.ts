import { globSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Progress } from '../../shell/progress.ts';
import { run } from '../../shell/run.ts';

/** Unpacks Debian packages and all that they depend on into a folder. Nothing of them is installed or run. */
export async function unpackDebian(packages: readonly string[], folder: string, progress: Progress): Promise<void> {
  const archives = `${folder}.debs`;
  await mkdir(join(archives, 'partial'), { recursive: true });
  for (const name of ['bin', 'lib', 'lib64', 'sbin']) {
    await mkdir(join(folder, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(folder, name));
  }
  // As seen from a system without any package, so that apt leaves out nothing which this machine happens to have.
  const status = join(archives, 'status');
  await writeFile(status, '');
  const options = [`Dir::State::status=${status}`, `Dir::Cache::archives=${archives}`, 'APT::Sandbox::User=root'];
  const apt = ['apt-get', ...options.flatMap((option) => ['-o', option]), '--yes', '--quiet'];
  const download = [...apt, 'install', '--download-only', '--no-install-recommends', ...packages];
  progress(`fetching Debian packages: ${packages.join(' ')}`);
  try {
    await run(download);
  } catch {
    // The lists may be missing, or so old that they name versions which are gone.
    await run(['apt-get', 'update', '-qq']);
    await run(download);
  }
  const unpack = 'dpkg-deb --fsys-tarfile "$1" | tar --extract --keep-directory-symlink --directory "$2"';
  for (const archive of globSync(join(archives, '*.deb'))) await run(['sh', '-c', unpack, 'unpack', archive, folder]);
}

/** Copies a program and the libraries that it loads from an unpacked Debian into the root of an image. */
export async function copyProgram(program: string, debian: string, root: string): Promise<void> {
  for (const path of [program, ...(await librariesOf(program, debian))]) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await cp(join(debian, path), join(root, path), { dereference: true });
  }
}

async function librariesOf(program: string, debian: string): Promise<string[]> {
  const [loader] = globSync('lib{,64}/ld-linux-*.so.*', { cwd: debian });
  if (loader === undefined) throw new Error(`Cannot find the program loader in ${debian}`);
  const listed = await run(['chroot', debian, `/${loader}`, '--list', program]);
  // `libz.so.1 => /lib/…/libz.so.1 (0x…)`, and a line without `=>` for the loader; linux-vdso has no file.
  return [...listed.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path ?? '');
}
