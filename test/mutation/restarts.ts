import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterNode } from '../cluster/index.ts';

type Restartable = Pick<ClusterNode, 'kill' | 'start'>;

/** Ends the enforcers and starts them again, every so often, for as long as the work takes. */
export const restartingEnforcers = async <T>(nodes: readonly Restartable[], everyMs: number, work: () => Promise<T>): Promise<T> => {
  const done = new AbortController();
  const restarts = restartUntil(nodes, everyMs, done.signal);
  try {
    return await work();
  } finally {
    done.abort();
    await restarts;
  }
};

const restartUntil = async (nodes: readonly Restartable[], everyMs: number, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await Promise.all(nodes.map(restart));
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
};

const restart = async (node: Restartable): Promise<void> => {
  await node.kill('enforcer');
  await node.start('enforcer');
};
