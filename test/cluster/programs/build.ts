import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../cache/cache.ts';
import { goVersion } from '../host/preflight.ts';
import { ClusterError, messageOf } from '../shell/failure.ts';
import { keyOf } from '../shell/hash.ts';
import type { Progress } from '../shell/progress.ts';
import { run } from '../shell/run.ts';
import type { ProgramModule } from './modules.ts';

const here = import.meta.dirname;

/** The folder that holds the programs of a module, built if need be: minutes when cold, nothing when warm. */
export async function ensurePrograms(module: ProgramModule, progress: Progress): Promise<string> {
  const go = await goVersion();
  const key = keyOf([go, module.ldflags, ...module.packages, ...(await sources(join(here, module.name)))]);
  return cached('programs', `${module.name}-${key}`, progress, (path) => build(module, path, progress));
}

/** Name and content of each file of a module. */
async function sources(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).sort();
  return (await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]))).flat();
}

async function build(module: ProgramModule, path: string, progress: Progress): Promise<void> {
  progress(`building ${module.name} from source (about ${module.takes} when nothing is cached)`);
  let compiled = 0;
  const ticker = setInterval(() => progress(`building ${module.name}: ${compiled} packages compiled`), 15_000);
  // The committed go.sum is complete, so nothing is resolved anew: what is built is what was reviewed.
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -trimpath -buildvcs=false' };
  const cwd = join(here, module.name);
  await mkdir(path, { recursive: true });
  try {
    if (module.packages.length === 0) await run(['go', 'mod', 'download'], { env, cwd });
    else {
      await run(['go', 'build', '-v', '-ldflags', module.ldflags, '-o', `${path}/`, ...module.packages], {
        env,
        cwd,
        onErrorLine: () => (compiled += 1),
      });
    }
    for (const [name, file] of Object.entries(module.files ?? {})) {
      const folder = (await run(['go', 'list', '-m', '-f', '{{.Dir}}', file.module], { env, cwd })).trim();
      await copyFile(join(folder, file.path), join(path, name));
    }
  } catch (error) {
    throw new ClusterError(`Cannot build ${module.name}: ${messageOf(error)}`, { cause: error });
  } finally {
    clearInterval(ticker);
  }
}
