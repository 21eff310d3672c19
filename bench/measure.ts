/** What work costs the process that does it. */
export interface Cost {
  /** On the wall clock. */
  readonly seconds: number;
  /** Of this process, user and system: it does not count what others do meanwhile. */
  readonly cpuSeconds: number;
  /** Resident at most since the process began. */
  readonly megabytes: number;
}

export const costOf = (work: () => void): Cost => {
  const [start, cpuStart] = [performance.now(), process.cpuUsage()];
  work();
  const [seconds, { user, system }] = [(performance.now() - start) / 1000, process.cpuUsage(cpuStart)];
  return { seconds, cpuSeconds: (user + system) / 1e6, megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6 };
};

/** By its seconds, the one in the middle. */
export const median = <Measured extends Cost>(costs: readonly Measured[]): Measured => {
  const middle = costs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(costs.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
};
