import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import { emptyStore, withEvent, withList, type ApiList, type ApiObject, type Store, type WatchEvent } from './store.ts';

/** How long a watch is trusted: one that has stopped silently costs no more than this. */
const relistEveryMs = 10_000;
const retryAfterMs = 200;

/** Keeps the objects of one resource, cluster-wide, and calls back with all of them after every change. Never ends. */
export async function reflect(api: Api, path: string, onChange: (objects: readonly ApiObject[]) => void): Promise<never> {
  let store: Store<ApiObject> = emptyStore();
  const take = (next: Store<ApiObject>): void => {
    const isNews = next.objects !== store.objects;
    store = next;
    if (isNews) onChange([...store.objects.values()]);
  };
  for (;;) {
    try {
      take(withList(store, await api.get<ApiList<ApiObject>>(path)));
      const seconds = relistEveryMs / 1000;
      const query = `watch=1&resourceVersion=${store.version}&timeoutSeconds=${seconds}`;
      // The server ends a watch in time; where it does not, we do.
      await api.stream(`${path}?${query}`, (line) => take(withEvent(store, JSON.parse(line) as WatchEvent<ApiObject>)), AbortSignal.timeout(2 * relistEveryMs));
    } catch (error) {
      process.stderr.write(`${new Date().toISOString()} ${path}: ${error instanceof Error ? error.message : String(error)}\n`);
      await sleep(retryAfterMs);
    }
  }
}
