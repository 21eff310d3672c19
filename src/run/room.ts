/** Back-pressure: a node is given a further pod once it has started one of those that it was given. */
import { createLimit } from './bounded.ts';
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
  /** @returns whether it has been created */
  const giveRoom = async (item: T, before: T | undefined, wasCreated: Promise<boolean> | undefined): Promise<boolean> => {
    const hasRoom = before === undefined || ((await wasCreated) === true && (await started(before, failed.signal)));
    if (failed.signal.aborted) return false;
    if (hasRoom) await limit(() => createOne(item));
    else refuse(item);
    return hasRoom;
  };
  const onNode = async (queue: readonly T[]): Promise<void> => {
    const created: Promise<boolean>[] = [];
    // Each follows the one that many places before it, so that of each such row at most one is starting.
    for (const [at, item] of queue.entries()) created.push(giveRoom(item, queue[at - startingAtOnce], created[at - startingAtOnce]));
    await Promise.all(created);
  };
  await Promise.all([...Map.groupBy(items, nodeOf).values()].map(onNode));
  failed.signal.throwIfAborted();
};
