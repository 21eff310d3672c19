import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from '../shell/hash.ts';
import { run } from '../shell/run.ts';

/** How a container of an image is started, in the words of the image specification. */
export interface ImageConfig {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Env?: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
}

/** Packs a folder as an image of one layer, in the `docker-archive` form. Equal folders make equal archives. */
export async function packImage(root: string, reference: string, config: ImageConfig, destination: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'netproof-image-'));
  try {
    const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
    await run(['tar', ...same, '-C', root, '-cf', join(work, 'layer.draft'), '.']);
    const layer = await hashFile(join(work, 'layer.draft'));
    await mkdir(join(work, layer));
    await rename(join(work, 'layer.draft'), join(work, layer, 'layer.tar'));
    const image = JSON.stringify({
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      os: 'linux',
      config,
      rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
      history: [{ created: '1970-01-01T00:00:00Z' }],
    });
    const imageFile = `${createHash('sha256').update(image).digest('hex')}.json`;
    await writeFile(join(work, imageFile), image);
    const manifest = [{ Config: imageFile, RepoTags: [reference], Layers: [`${layer}/layer.tar`] }];
    await writeFile(join(work, 'manifest.json'), JSON.stringify(manifest));
    await run(['tar', ...same, '-C', work, '-cf', destination, 'manifest.json', imageFile, layer]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
