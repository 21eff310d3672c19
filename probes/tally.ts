/** How often something was seen, and when first and last. */
export interface Sighting {
  readonly n: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Counts by key, with a bound on the keys. */
export interface Tally<K> {
  /** Counts one; `false` if the key is new and there is no room for it. */
  readonly note: (key: K, ms: number) => boolean;
  /** Takes out what was counted. */
  readonly drain: () => (K & Sighting)[];
}

/** A tally of at most `limit` keys between two drains. */
export const createTally = <K extends object>(limit: number): Tally<K> => {
  const seen = new Map<string, K & Sighting>();
  return {
    note: (key, ms) => {
      const name = JSON.stringify(key);
      const known = seen.get(name);
      if (known === undefined && seen.size >= limit) return false;
      seen.set(name, { ...key, n: (known?.n ?? 0) + 1, firstMs: known?.firstMs ?? ms, lastMs: ms });
      return true;
    },
    drain: () => {
      const all = [...seen.values()];
      seen.clear();
      return all;
    },
  };
};
