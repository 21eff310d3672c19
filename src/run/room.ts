/** Back-pressure: a node is given a further pod once it has started one of those that it was given. */
import { createLimit, forEachBounded } from './bounded.ts';
import { createConcurrency } from './settings.ts';

/** Pods that one node may be starting at a time. A kubelet that is given more starts each of them later, not all of them sooner. */
export const startingAtOnce = 16;

export interface Room<T> {
  readonly nodeOf: (item: T) => string;
  readonly create: (item: T) => Promise<void>;
  /** Waits until it runs, or is known never to, or nobody needs to know any more. @returns false: it has been given up, and still takes the room of another */
  readonly started: (item: T, signal: AbortSignal) => Promise<boolean>;
  /** There is no room for it. */
  readonly refuse: (item: T) => void;
}

/** Creates all items, on each node as fast as it starts them. After a failure nothing more is created; it is thrown once nothing is under way. */
export const createAsStarted = async <T>(items: readonly T[], { nodeOf, create, started, refuse }: Room<T>): Promise<void> => {
  const limit = createLimit(createConcurrency);
  const failed = new AbortController();
  const createOne = async (item: T): Promise<void> => {
    if (failed.signal.aborted) return;
    await create(item).catch((error: unknown) => failed.abort(error));
  };
  const onNode = (queue: readonly T[]): Promise<void> =>
    forEachBounded([...queue.entries()], startingAtOnce, async ([at, item]) => {
      // Each follows the one that many places before it, so that of each such row at most one is starting.
      const before = queue[at - startingAtOnce];
      const hasRoom = before === undefined || (await started(before, failed.signal));
      if (failed.signal.aborted) return;
      if (hasRoom) await limit(() => createOne(item));
      else refuse(item);
    });
  await Promise.all([...Map.groupBy(items, nodeOf).values()].map(onNode));
  failed.signal.throwIfAborted();
};
