import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

/** The environment of a netproof whose clock is wrong; ms, ahead where above 0. */
export const skewedBy = (skewMs: number): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'skewed-clock.ts')).href}`,
  NETPROOF_TEST_SKEW_MS: String(skewMs),
});
