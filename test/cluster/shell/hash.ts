import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A short key for what something is made from: strings, in their order. */
export function keyOf(parts: readonly string[]): string {
  const hash = createHash('sha256');
  // The length keeps ['ab', 'c'] and ['a', 'bc'] apart.
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex').slice(0, 16);
}

export async function hashFile(path: string): Promise<string> {
  return createHash('sha256').update(await readFile(path)).digest('hex');
}
