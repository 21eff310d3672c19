/** The matrix file's grammar. Unknown keys are errors: a misspelt `lables` must never select everything. */
import { z } from 'zod';
import { dns1123 } from '../yaml/names.ts';
import { anyTarget } from './targets.ts';
import { distinct, labels, name } from './words.ts';

const source = z.strictObject({ namespace: dns1123, labels });

const expectation = z.union(
  [
    z.enum(['allow', 'deny']),
    z.strictObject({ skip: z.string().min(1), until: z.iso.date().optional() }),
  ],
  'must be allow, deny, or {skip: "the reason"}',
);

/** The whole file, with every target already known to be of one kind. */
export const matrixSchema = z.strictObject({
  apiVersion: z.literal('netproof.dev/v1alpha1', 'must be netproof.dev/v1alpha1'),
  kind: z.literal('ExpectedMatrix', 'must be ExpectedMatrix'),
  metadata: z.strictObject({ name: dns1123 }),
  ipFamilies: distinct(z.enum(['IPv4', 'IPv6']), 'family').optional(),
  sources: z.record(name, source),
  targets: z.record(name, anyTarget),
  expect: z.record(name, z.record(z.string(), expectation)),
});

export type Matrix = z.infer<typeof matrixSchema>;
export type MatrixTarget = Matrix['targets'][string];
export type Expectation = z.infer<typeof expectation>;
