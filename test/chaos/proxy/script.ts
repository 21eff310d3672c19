/** Faults by script: these requests, so many times each, in this order. */
import type { Choose, Fault } from './fault.ts';

export interface Line {
  readonly method: string;
  readonly path: RegExp;
  /** How many requests meet it; all, if absent. */
  readonly times?: number;
  /** How many of them pass before; none, if absent. */
  readonly after?: number;
  readonly fault: Fault;
}

/** The first line that fits a request and is not used up. */
export const scripted = (lines: readonly Line[]): Choose => {
  const seen = new Map<Line, number>();
  return ({ method, url }) => {
    const line = lines.find((candidate) => candidate.method === method && candidate.path.test(url.pathname + url.search) && (seen.get(candidate) ?? 0) < (candidate.after ?? 0) + (candidate.times ?? Infinity));
    if (line === undefined) return undefined;
    const before = seen.get(line) ?? 0;
    seen.set(line, before + 1);
    return before < (line.after ?? 0) ? undefined : line.fault;
  };
};
