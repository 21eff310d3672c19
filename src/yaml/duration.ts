import { z } from 'zod';

const unitMs = { ms: 1, s: 1000 } as const;

/** A duration with its unit, `500ms` or `3s`; it becomes milliseconds. */
export const duration = z
  .string()
  .regex(/^\d{1,5}m?s$/, 'must be a duration with its unit, such as 3s or 500ms')
  .transform((text) => Number.parseInt(text, 10) * unitMs[text.endsWith('ms') ? 'ms' : 's']);
