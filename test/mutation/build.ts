/** What a result was seen with, as a key: whatever decides what is seen, and nothing else. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { ConformanceCase } from '../../src/conformance/case/case.ts';
import { hashFile, keyOf } from '../cluster/shell/hash.ts';

/** What netproof is made from, and what the faults are; how a result is printed decides nothing. */
const ingredients = ['src/**/*.{ts,js}', 'probes/**/*.ts', 'test/enforcer/**/*.ts'];
const shown = /^src\/(?:report|cli)\//;

export const codeKey = async (root: string): Promise<string> => {
  const files = globSync(ingredients, { cwd: root }).filter((file) => !shown.test(file)).toSorted();
  return keyOf([...files, ...(await Promise.all(files.map((file) => hashFile(join(root, file)))))]);
};

/** With which cases: one that is changed counts as another. */
export const withCases = (code: string, played: readonly ConformanceCase[]): string => keyOf([code, ...played.map((one) => JSON.stringify(one))]);
