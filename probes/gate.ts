/** Lets at most so many through at a time, in the order of their coming. */
export interface Gate {
  /** Settles when there is room; the caller then owes a `leave`. */
  readonly enter: () => Promise<void>;
  readonly leave: () => void;
}

/** A gate with room for `limit`. */
export const createGate = (limit: number): Gate => {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return {
    enter: async () => {
      if (inside < limit) {
        inside += 1;
        return;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await promise;
    },
    leave: () => {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    },
  };
};
