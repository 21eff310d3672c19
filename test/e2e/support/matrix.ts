import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** The part of a matrix file that a test varies. */
export interface MatrixParts {
  readonly sources: Record<string, unknown>;
  readonly targets: Record<string, unknown>;
  readonly expect: Record<string, Record<string, unknown>>;
  readonly ipFamilies?: readonly string[];
}

/** Writes a matrix into a folder of its own. @returns its path */
export const writeMatrix = (name: string, parts: MatrixParts): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'netproof-e2e-')), `${name}.yaml`);
  writeFileSync(file, stringify({ apiVersion: 'netproof.dev/v1alpha1', kind: 'ExpectedMatrix', metadata: { name }, ...parts }));
  return file;
};
