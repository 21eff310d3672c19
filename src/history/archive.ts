/** Reports of earlier runs, kept so that the next can say what has changed since. */
import type { RunReport } from '../model/report.ts';

export interface Entry {
  /** Sorts by age, and is good as the name of a file and as a key of a ConfigMap. */
  readonly key: string;
  /** The report, as `-o json` prints it. */
  readonly text: string;
}

export interface Archive {
  /** The oldest first. @throws NetproofError where it cannot be read */
  readonly read: () => Promise<readonly Entry[]>;
  /** Adds one, and drops the oldest of those that are too many. @throws NetproofError where it cannot be written */
  readonly add: (entry: Entry) => Promise<void>;
}

/** `20261122T031700.123Z-1a2b3c4d.json` */
export const keyFor = ({ startedAt, run }: Pick<RunReport, 'startedAt' | 'run'>): string => `${startedAt.replaceAll(/[-:]/g, '')}-${run}.json`;

const keyPattern = /^\d{8}T\d{6}(?:\.\d+)?Z-[0-9a-z]+\.json$/;

/** Whoever keeps other things in the same place finds them untouched. */
export const isKey = (name: string): boolean => keyPattern.test(name);

/**
 * The newest of them.
 *
 * @param entries the oldest first
 * @param most how many at most
 * @param mostBytes how much they may be together
 */
export const newestOf = <T extends { readonly bytes: number }>(entries: readonly T[], most: number, mostBytes = Number.POSITIVE_INFINITY): T[] => {
  const kept: T[] = [];
  let bytes = 0;
  for (const entry of entries.toReversed()) {
    bytes += entry.bytes;
    if (kept.length === most || bytes > mostBytes) break;
    kept.unshift(entry);
  }
  return kept;
};
