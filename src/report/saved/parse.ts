import type { z } from 'zod';
import { NetproofError } from '../../errors.ts';

/**
 * Text that some netproof wrote becomes what it was.
 * @throws NetproofError ERR_USAGE naming the first field that is wrong
 */
export const parseSaved = <T>(schema: z.ZodType<T>, version: number, text: string, file: string): T => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new NetproofError('ERR_USAGE', `Cannot read "${file}": it is not JSON`, { cause: error });
  }
  const found = (value as { version?: unknown } | null)?.version;
  if (found !== version) throw new NetproofError('ERR_USAGE', `Cannot read "${file}": its version is ${JSON.stringify(found) ?? 'missing'}, this netproof reads ${version}`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new NetproofError('ERR_USAGE', `Cannot read "${file}": ${issue?.path.map(String).join('.')}: ${issue?.message}`);
};
