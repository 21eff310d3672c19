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
  /** Adds one, and drops those that are too many, in the order of {@link inOrderOfGoing}. @throws NetproofError where it cannot be written */
  readonly add: (entry: Entry) => Promise<void>;
}

/** `20261122T031700.123Z-1a2b3c4d.json` */
export const keyFor = ({ startedAt, run }: Pick<RunReport, 'startedAt' | 'run'>): string => `${startedAt.replaceAll(/[-:]/g, '')}-${run}.json`;

const keyPattern = /^\d{8}T\d{6}(?:\.\d+)?Z-[0-9a-z]+\.json$/;

/** Whoever keeps other things in the same place finds them untouched. */
export const isKey = (name: string): boolean => keyPattern.test(name);

/**
 * Which go first where there are too many. What is dated after the run of now goes before all others: a clock was wrong, and it
 * would stay the newest for ever. The run of now goes last.
 *
 * @param entries the oldest first
 */
export const inOrderOfGoing = <T extends { readonly key: string }>(entries: readonly T[], now: T): T[] => {
  const isLater = ({ key }: T): boolean => key > now.key;
  const others = entries.filter(({ key }) => key !== now.key);
  return [...others.filter(isLater), ...others.filter((entry) => !isLater(entry)), now];
};

/**
 * The last of them.
 *
 * @param entries in the order in which they go
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
