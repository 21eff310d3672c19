/** A hole that comes and goes, and a dial that knocks now and then: whether they meet. */
export interface Hole {
  readonly windowMs: number;
  readonly periodMs: number;
}

/** One way is dialled so often, for so long. */
export interface Watch {
  readonly everyMs: number;
  readonly forMs: number;
}

/** The chance that one way at least once is dialled while it is open; more ways have a better one. */
export const chanceToMeet = ({ windowMs, periodMs }: Hole, { everyMs, forMs }: Watch): number => {
  const times = Math.floor(forMs / periodMs);
  return 1 - (1 - Math.min(1, windowMs / everyMs)) ** times;
};

/** Twenty dials a second; the standard profile has two minutes at most, the long one fifteen at least. */
export const watches = { standard: { everyMs: 50, forMs: 100_000 }, long: { everyMs: 50, forMs: 900_000 } } as const satisfies Readonly<Record<string, Watch>>;

export const chanceWords = (hole: Hole, profile: keyof typeof watches): string => `a way that is dialled every ${watches[profile].everyMs} ms for ${watches[profile].forMs / 1000} s meets it with ${Math.round(chanceToMeet(hole, watches[profile]) * 100)} %`;
