/** Attempts, kept in a file: a sweep that was cut short goes on where it stopped. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Attempt } from './attempt.ts';
import type { Rung } from './rung.ts';

export interface Kept extends Attempt {
  /** What it was seen with: attempts of other code, or with other cases, do not count. */
  readonly build: string;
  /** The commit at that time, for people. */
  readonly commit: string;
}

export interface Results {
  readonly all: () => readonly Kept[];
  /** Whatever they were seen with, the oldest first. */
  readonly ever: () => readonly Kept[];
  readonly add: (attempt: Attempt) => void;
  /** Forgets what is known now of these mutants. */
  readonly forget: (mutants: ReadonlySet<string>) => void;
  /** Forgets what was seen with anything else than now. */
  readonly forgetOthers: () => void;
}

/** @param buildOf what a mutant is seen with now, on a rung */
export const openResults = (file: string, buildOf: (mutant: string, rung: Rung) => string, commit: string): Results => {
  mkdirSync(dirname(file), { recursive: true });
  const load = (): Kept[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').flatMap(parseLine) : []);
  const isOfNow = ({ mutant, rung, build }: Kept): boolean => build === buildOf(mutant, rung);
  return {
    all: () => load().filter(isOfNow),
    ever: load,
    add: (attempt) => appendFileSync(file, line({ ...attempt, build: buildOf(attempt.mutant, attempt.rung), commit })),
    forget: (mutants) => writeFileSync(file, load().filter((kept) => !isOfNow(kept) || !mutants.has(kept.mutant)).map(line).join('')),
    forgetOthers: () => writeFileSync(file, load().filter(isOfNow).map(line).join('')),
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
