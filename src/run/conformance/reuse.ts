import type { NodeState } from '../../model/snapshot.ts';

/** Whether this cluster gives addresses again soon. To find out takes many pods: one case does, and tells the others. */
export interface Reuse {
  /** So many pods are worth a try on a node. */
  readonly triesOn: (node: string) => number;
  /** Why nobody need try any more, once somebody has in vain. */
  readonly hopeless: () => string | undefined;
  readonly giveUp: (reason: string) => void;
  /** Works when nobody else does: two at the same time would take each other's addresses. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Some address managers give the lowest address that is free: as many pods as start at once are enough to get it. */
const fewTries = 4;

/** Others go round the whole range first. A small one is worth it, a large one would take for ever. */
const smallRange = 32;

export const createReuse = (nodes: readonly Pick<NodeState, 'name' | 'podAddresses'>[]): Reuse => {
  let known: string | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return {
    triesOn: (node) => {
      const { podAddresses: range = Number.POSITIVE_INFINITY } = nodes.find(({ name }) => name === node) ?? {};
      return range <= smallRange ? range : fewTries;
    },
    hopeless: () => known,
    giveUp: (reason) => void (known ??= reason),
    inTurn: (work) => {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
};
