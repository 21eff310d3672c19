import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from '../shell/lock.ts';
import type { Progress } from '../shell/progress.ts';

/** Everything that outlives a cluster lies here, outside of the tree. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  const base = env['XDG_CACHE_HOME'];
  return join(base === undefined || base === '' ? join(home, '.cache') : base, 'netproof');
}

export function lockPath(name: string): string {
  return join(cacheDir(), 'locks', name);
}

/**
 * The path of a cached file or folder, made first if it is not there. `make` writes to another path that is renamed
 * when it is complete, so that an interrupted build never counts; a lock keeps two processes from building the same.
 */
export async function cached(
  kind: string,
  key: string,
  progress: Progress,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const path = join(cacheDir(), kind, key);
  if (existsSync(path)) return path;
  return withLock(lockPath(`${kind}-${key}`), progress, async () => {
    if (existsSync(path)) return path;
    const draft = `${path}.${randomBytes(4).toString('hex')}.draft`;
    await mkdir(dirname(path), { recursive: true });
    try {
      await make(draft);
      await rename(draft, path);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    return path;
  });
}
