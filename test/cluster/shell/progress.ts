/** Tells a waiting person what is going on. */
export type Progress = (message: string) => void;

export const silent: Progress = () => {};

/** Lines with the seconds since the start, as in ` 4.2 s  API server ready`. */
export function timedLines(write: (line: string) => void, now: () => number = performance.now.bind(performance)): Progress {
  const start = now();
  return (message) => write(`${((now() - start) / 1000).toFixed(1).padStart(6)} s  ${message}\n`);
}
