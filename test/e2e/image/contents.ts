/** What an image in an archive holds: its configuration, and the files of each layer. */
import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cluster/shell/run.ts';

export interface ImageFile {
  /** As `ls` writes it: `-rwxr-xr-x`. */
  readonly mode: string;
  readonly path: string;
}

export interface ImageContents {
  readonly config: { readonly User?: string; readonly Env?: readonly string[]; readonly ExposedPorts?: object; readonly Volumes?: object };
  /** The last layer is the one that our Dockerfile adds. */
  readonly layers: readonly (readonly ImageFile[])[];
  readonly text: (path: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

export const contentsOf = async (archive: string): Promise<ImageContents> => {
  const folder = await mkdtemp(join(tmpdir(), 'netproof-image-'));
  await run(['tar', '-xf', archive, '-C', folder]);
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const [manifest] = read('manifest.json') as readonly { readonly Config: string; readonly Layers: readonly string[] }[];
  if (manifest === undefined) throw new Error(`${archive} has no image`);
  const layers = await Promise.all(manifest.Layers.map(async (layer) => filesOf(await run(['tar', '-tvf', join(folder, layer)]))));
  const last = join(folder, manifest.Layers.at(-1) ?? '');
  const { config } = read(manifest.Config) as Pick<ImageContents, 'config'>;
  return { config, layers, text: (path) => run(['tar', '-xOf', last, path]), remove: () => rm(folder, { recursive: true }) };
};

/** `-rw-r--r-- 0/0 126392 1970-01-01 00:00 netproof/x`, folders and links among them. */
const filesOf = (listing: string): ImageFile[] =>
  listing
    .trim()
    .split('\n')
    .map((line) => {
      const [mode = '', , , , , ...name] = line.split(/ +/);
      return { mode, path: name.join(' ').replace(/^\.?\//, '').replace(/ -> .*$/, '') };
    });
