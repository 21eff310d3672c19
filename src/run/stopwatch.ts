/** Measures phases that follow each other, in milliseconds. */
export interface Stopwatch {
  readonly phase: (name: string) => void;
  readonly read: () => Record<string, number>;
}

export const createStopwatch = (now: () => number): Stopwatch => {
  const phases: Record<string, number> = {};
  let current: { name: string; since: number } | undefined;
  const close = (): void => {
    if (current) phases[current.name] = (phases[current.name] ?? 0) + Math.round(now() - current.since);
  };
  return {
    phase: (name) => {
      close();
      current = { name, since: now() };
    },
    read: () => {
      close();
      if (current) current = { name: current.name, since: now() };
      return { ...phases };
    },
  };
};
