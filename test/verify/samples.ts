/** Measured values, kept outside of the tree: a verification that was cut short goes on where it stopped. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../cluster/cache/cache.ts';

/** One value of one series, for instance of `calico: a new policy closes`. */
export interface Sample {
  readonly series: string;
  /** What it was measured with; values of another build do not count. */
  readonly build: string;
  readonly value: number;
}

export interface SampleStore {
  readonly add: (series: string, values: readonly number[]) => void;
  /** All values of this build, oldest first. */
  readonly of: (series: string) => readonly number[];
}

export const openSamples = (name: string, build: string): SampleStore => {
  const folder = join(cacheDir(), 'verify');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.jsonl`);
  const load = (): Sample[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').flatMap(parseLine) : []);
  return {
    add: (series, values) => appendFileSync(file, values.map((value) => `${JSON.stringify({ series, build, value } satisfies Sample)}\n`).join('')),
    of: (series) => load().flatMap((sample) => (sample.series === series && sample.build === build ? [sample.value] : [])),
  };
};

/** A line that was cut off in the middle is no sample. JSON has no word for "never" but null. */
const parseLine = (line: string): Sample[] => {
  try {
    const sample = JSON.parse(line) as Omit<Sample, 'value'> & { readonly value: number | null };
    return [{ ...sample, value: sample.value ?? Number.POSITIVE_INFINITY }];
  } catch {
    return [];
  }
};
