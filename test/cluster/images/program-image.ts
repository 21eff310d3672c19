import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cached } from '../cache/cache.ts';
import { keyOf } from '../shell/hash.ts';
import type { Progress } from '../shell/progress.ts';
import { packImage } from './archive.ts';
import { imageReference } from './reference.ts';

export interface Image {
  /** As a pod asks for it. */
  readonly reference: string;
  /** A `docker-archive`, ready for `loadImage`. */
  readonly tarPath: string;
}

/** An image that holds one static program and nothing else. The program's cached path names its version. */
export async function programImage(name: string, program: string, progress: Progress): Promise<Image> {
  const reference = imageReference(name);
  const tarPath = await cached('images', `${name}-${keyOf([program])}.tar`, progress, async (path) => {
    const root = await mkdtemp(join(tmpdir(), 'netproof-image-'));
    try {
      await copyFile(program, join(root, basename(program)));
      await packImage(root, reference, { Entrypoint: [`/${basename(program)}`] }, path);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
  return { reference, tarPath };
}
