/** Something that a run makes and unmakes, also where the API server never said whether it was made. */
import { leavesOpen } from '../cluster/errors.ts';

export interface Creation<T> {
  readonly make: () => Promise<T>;
  /** Does nothing where nothing was made. Waits for what is still being made. */
  readonly unmake: () => Promise<void>;
}

export interface Ways<T> {
  readonly create: () => Promise<T>;
  /** Looks for it by its name, and for our run on it. */
  readonly find: () => Promise<T | undefined>;
  readonly remove: (made: T) => Promise<void>;
}

export const creationOf = <T>({ create, find, remove }: Ways<T>): Creation<T> => {
  let making: Promise<T> | undefined;
  return {
    make: () => (making = create()),
    unmake: async () => {
      const there = await making?.catch((error: unknown) => (leavesOpen(error) ? find() : undefined));
      if (there !== undefined) await remove(there);
    },
  };
};
