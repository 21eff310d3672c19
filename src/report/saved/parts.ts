/** What saved runs and reports have in common. */
import { z } from 'zod';
import { paths } from '../../model/cell.ts';

export const named = { namespace: z.string(), name: z.string() };
export const family = z.literal([4, 6]);
export const transport = z.enum(['TCP', 'UDP']);
const origin = z.object({ file: z.string(), line: z.int(), column: z.int() });

export const cell = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  transport,
  port: z.int(),
  path: z.enum(paths),
  family,
  origin,
});

export const verdict = z.object({
  verdict: z.enum(['allow', 'deny']),
  basis: z.enum(['specified', 'undefined']),
  deciders: z.array(z.discriminatedUnion('kind', [z.object({ kind: z.literal('intent'), origin }), z.object({ kind: z.literal('policy'), ...named, direction: z.enum(['ingress', 'egress']), rule: z.int().min(0).optional() })])),
  reason: z.string().optional(),
  hint: z.string().optional(),
});

export const skip = z.object({ source: z.string(), target: z.string(), reason: z.string(), origin });

const share = z.object({ caught: z.int().min(0), of: z.int().min(0) });
export const assurance = z.object({ cells: z.int().min(0), pods: z.int().min(0), models: share, places: share, notCovered: z.array(z.object({ model: z.string(), places: z.array(z.string()), because: z.string() })) });
