/** Work again and again, at a steady pace. Pure but for what it is handed. */

export interface Schedule {
  readonly everyMs: number;
  readonly now: () => number;
  /** Ends early, and without an error, with the signal. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ends the schedule; work under way is waited for. */
  readonly signal: AbortSignal;
}

/** Begins at once. Work that takes longer than its turn lets turns out, and never runs twice at a time. */
export const repeat = async ({ everyMs, now, sleep, signal }: Schedule, work: () => Promise<void>): Promise<void> => {
  const startMs = now();
  while (!signal.aborted) {
    await work();
    const turns = Math.floor((now() - startMs) / everyMs) + 1;
    await sleep(Math.max(0, startMs + turns * everyMs - now()), signal);
  }
};
