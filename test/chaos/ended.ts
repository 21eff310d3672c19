/** What may be said of any command of netproof, before its report is read. */
import type { NetproofResult } from '../e2e/support/netproof.ts';

export type Outcome = 'right' | 'inconclusive';

export interface Judged {
  /** `wrong: …` with what is. */
  readonly outcome: Outcome | `wrong: ${string}`;
  /** Why it is not right, in netproof's words. */
  readonly reason?: string;
}

export type Judge = (result: NetproofResult) => Judged;

/** Pure. @returns what came of it, where there is no report that could be wrong */
export const judgeWithoutReport = ({ code, stdout, stderr }: NetproofResult): Judged | undefined => {
  if (code === null) return { outcome: 'wrong: it was killed' };
  if (/^\s+at .*\.(?:ts|js|cjs):\d+/m.test(stderr)) return { outcome: `wrong: a stack trace: ${lastLine(stderr)}` };
  if (stdout !== '') return undefined;
  return code === 3 && stderr.trim() !== '' ? { outcome: 'inconclusive', reason: lastLine(stderr) } : { outcome: `wrong: no report, and exit code ${code}: ${lastLine(stderr)}` };
};

/** What to do next is not why, and what is logged beside comes when it comes. */
const lastLine = (text: string): string => text.trim().split('\n').findLast((line) => !line.startsWith('netproof: next:') && !line.startsWith('{')) ?? '';
