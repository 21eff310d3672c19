/** Matrix files as text: JSON is YAML, so an object with defaults is enough. */
import { parseMatrix } from '../../src/matrix/parse.ts';
import type { LoadedMatrix } from '../../src/matrix/parse.ts';

export interface MatrixParts {
  readonly sources?: object;
  readonly targets?: object;
  readonly expect?: object;
  readonly ipFamilies?: readonly string[];
}

/** A source `web`, a stand-in target `redis`, and a deny, unless told otherwise. */
export const matrixText = (parts: MatrixParts = {}): string =>
  JSON.stringify({
    apiVersion: 'netproof.dev/v1alpha1',
    kind: 'ExpectedMatrix',
    metadata: { name: 'a-matrix' },
    sources: { web: { namespace: 'default', labels: { app: 'web' } } },
    targets: { redis: { standIn: { namespace: 'default', labels: { app: 'redis' } }, port: 6379 } },
    expect: { web: { '*': 'deny' } },
    ...parts,
  });

export const aMatrix = (parts: MatrixParts = {}): LoadedMatrix => parseMatrix(matrixText(parts), 'matrix.yaml');
