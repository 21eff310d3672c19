/** Attempts, kept outside of the tree: a sweep that was cut short goes on where it stopped. */
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashFile, keyOf } from '../cluster/shell/hash.ts';
import type { Attempt } from './attempt.ts';

interface Kept extends Attempt {
  /** What it was seen with; attempts of another build do not count. */
  readonly build: string;
  /** The commit at that time, for people. */
  readonly commit: string;
}

export interface Results {
  readonly all: () => readonly Attempt[];
  readonly add: (attempt: Attempt) => void;
  /** Forgets what this build said of these mutants. */
  readonly forget: (mutants: ReadonlySet<string>) => void;
}

export const openResults = (file: string, build: string, commit: string): Results => {
  mkdirSync(dirname(file), { recursive: true });
  const load = (): Kept[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').flatMap(parseLine) : []);
  return {
    all: () => load().filter((kept) => kept.build === build),
    add: (attempt) => appendFileSync(file, line({ ...attempt, build, commit })),
    forget: (mutants) => writeFileSync(file, load().filter((kept) => kept.build !== build || !mutants.has(kept.mutant)).map(line).join('')),
  };
};

const line = (kept: Kept): string => `${JSON.stringify(kept)}\n`;

/** A line that was cut off in the middle is no attempt. */
const parseLine = (text: string): Kept[] => {
  try {
    return [JSON.parse(text) as Kept];
  } catch {
    return [];
  }
};

/** What netproof is made from, and what the faults are; cases of the battery are files, too. */
const ingredients = ['src/**/*.{ts,js,yaml}', 'probes/**/*.ts', 'test/enforcer/**/*.ts'];

export const buildKey = async (root: string): Promise<string> => {
  const files = globSync(ingredients, { cwd: root }).toSorted();
  return keyOf([...files, ...(await Promise.all(files.map((file) => hashFile(join(root, file)))))]);
};
