/** A hole that comes and goes, and attempts that knock now and then: whether they meet. */
export interface Hole {
  readonly windowMs: number;
  readonly periodMs: number;
}

/** Attempts at what is denied, by all pods together and spread evenly; for so long. */
export interface Watch {
  readonly perSecond: number;
  readonly forMs: number;
}

/** The chance that at least one attempt falls into a hole: those in one are as many as chance makes them (Poisson). */
export const chanceToMeet = ({ windowMs, periodMs }: Hole, { perSecond, forMs }: Watch): number => 1 - Math.exp((-perSecond * windowMs * holesIn(periodMs, forMs)) / 1000);

const holesIn = (periodMs: number, forMs: number): number => Math.floor(forMs / periodMs);

/** A matrix is held for so long by the cases `steadiness`; on two nodes 54 ways are denied in them, each dialled once in 450 ms, and not all at once. */
export const watches = { standard: { perSecond: 120, forMs: 12_000 }, long: { perSecond: 120, forMs: 610_000 } } as const satisfies Readonly<Record<string, Watch>>;

export const chanceWords = (hole: Hole, profile: keyof typeof watches): string => {
  const watch = watches[profile];
  return `${watch.perSecond} attempts a second at what is denied meet it in ${watch.forMs / 1000} s with ${Math.round(chanceToMeet(hole, watch) * 1000) / 10} %`;
};
