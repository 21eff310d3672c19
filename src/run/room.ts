/** Back-pressure: a node is given a further pod once it has started one of those that it was given. */
import { forEachBounded } from './bounded.ts';
import { createConcurrency } from './settings.ts';

/** Pods that one node may be starting at a time. A kubelet that is given more starts each of them later, not all of them sooner. */
export const startingAtOnce = 16;

export interface Room<T> {
  readonly nodeOf: (item: T) => string;
  readonly create: (item: T) => Promise<void>;
  /** Waits until it runs, or is known never to. @returns false: it has been given up, and still takes the room of another */
  readonly started: (item: T) => Promise<boolean>;
  /** There is no room for it. */
  readonly refuse: (item: T) => void;
}

/** Creates all items, on each node as fast as it starts them. The first failure is thrown once nothing is under way any more. */
export const createAsStarted = async <T>(items: readonly T[], { nodeOf, create, started, refuse }: Room<T>): Promise<void> => {
  const failures: unknown[] = [];
  const onNode = (queue: readonly T[]): Promise<void> =>
    forEachBounded([...queue.entries()], createConcurrency, async ([at, item]) => {
      // Each follows the one that many places before it, so that of each such row at most one is starting.
      const before = queue[at - startingAtOnce];
      const hasRoom = before === undefined || (await started(before));
      if (failures.length > 0) return;
      if (hasRoom) await create(item);
      else refuse(item);
    }).catch((error: unknown) => void failures.push(error));
  await Promise.all([...Map.groupBy(items, nodeOf).values()].map(onNode));
  if (failures.length > 0) throw failures[0];
};
