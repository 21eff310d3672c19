import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { once } from 'node:events';
import type { Progress } from './progress.ts';

/**
 * Runs `task` while this process holds an exclusive lock on a file. The lock is the kernel's and is held by a child
 * that ends when our end of its pipe closes, so that not even SIGKILL can leave it behind.
 */
export async function withLock<T>(path: string, progress: Progress, task: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const holder = spawn('flock', ['--exclusive', path, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = setTimeout(() => progress(`waiting for another process that holds ${path}`), 1000);
  try {
    await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit').then(failed)]);
    clearTimeout(waiting);
    return await task();
  } finally {
    clearTimeout(waiting);
    holder.stdin.end();
  }

  function failed(): never {
    throw new Error(`Cannot lock ${path}`);
  }
}
