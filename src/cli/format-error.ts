import { plain } from '../report/paint.ts';

/** An error as its user reads it: every line on its own, control characters shown. */
export const formatError = (message: string): string =>
  message
    .split('\n')
    .map((line) => `netproof: ${plain(line)}`)
    .join('\n');
