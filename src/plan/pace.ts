/** When the attempts of a dial start. */
export interface Pace {
  readonly pausesMs: readonly number[];
  readonly repeat: boolean;
}

/**
 * At somebody else's server, from one source in one run. Databases block a host after a number of broken handshakes
 * (MySQL: 100), and NAT gateways run out of ports.
 */
export const mostConnects = 10;

/** So many equal answers settle something. */
const settling = 3;

/** One more than that, since the first attempt may come before the kubelet's first knock. */
export const fewestConnects = settling + 1;

const shortestPauseMs = 500;

/** From so many attempts on there are enough of them later, too. */
const plenty = 8;

/** When what is open still may be called open for good: the deadline for late enforcers, and a little. */
const lateMs = 10_100;

/** Where there are plenty, three attempts ask at that time, since a network may lose one. A run stops at the first answer. */
const lateAttempts = 3;

/** Ours: 20 attempts a second for as long as the run watches. */
export const fastPace: Pace = { pausesMs: [50], repeat: true };

/**
 * Somebody else's, never closer than 500 ms. The first three attempts are as close as that, so that an answer that is
 * there from the start settles at once; a second apart where there are few, since a control that starts a little later
 * than its source must still meet three of them. The pauses after them grow, because policy changes most while a pod is
 * young, and the last attempts start late: what is still open then, stays open.
 *
 * @param holdMs how long the run goes on watching after it has settled
 */
export const gentlePace = (budget: number, holdMs: number): Pace => {
  const pauseMs = budget < plenty ? 2 * shortestPauseMs : shortestPauseMs;
  const early = Array.from({ length: settling - 1 }, () => pauseMs);
  const again = Array.from({ length: budget < plenty ? 0 : lateAttempts - 1 }, () => shortestPauseMs);
  const growing = growingPauses(budget - 1 - early.length - again.length, lateMs + holdMs - early.length * pauseMs);
  return { pausesMs: [...early, ...growing, ...again], repeat: false };
};

/** A control starts seconds before the sources, and bears witness for all of their attempts. */
const reachMs = 15_000;

/** Between two attempts that got through a gentle dial speaks for at most 6.5 s (see `interpret/evidence.ts`). */
const longestReachPauseMs = 6000;

/** A control's at somebody else's server: evenly over the time in which sources may ask for its word. */
export const reachPace = (budget: number, holdMs: number): Pace => {
  const pauseMs = Math.min(Math.round(reachMs / (budget - 1)), longestReachPauseMs) + Math.round(holdMs / (budget - 1));
  return { pausesMs: Array.from({ length: budget - 1 }, () => pauseMs), repeat: false };
};

/** So many pauses of so many milliseconds in all; beyond the shortest, each has a share by its place. */
const growingPauses = (count: number, totalMs: number): number[] => {
  const shares = (count * (count + 1)) / 2;
  const spareMs = totalMs - count * shortestPauseMs;
  return Array.from({ length: count }, (_, index) => shortestPauseMs + Math.round((spareMs * (index + 1)) / shares));
};

/** The control pairs answer quickly and are ours, but need not be dialled at 20 a second to show that they live. */
export const steadyPace: Pace = { pausesMs: [200], repeat: true };

/** What need only be seen to stay as it is: four attempts in the second that an answer takes to settle, and no more. */
export const slowPace: Pace = { pausesMs: [350], repeat: true };

/**
 * Ours, where many are dialled at a time: it settles as soon as a slow dial, and then asks often enough for its word to be
 * heard without a gap (see `interpret/windows.ts`).
 */
export const sparsePace: Pace = { pausesMs: [350, 350, 350, 1500], repeat: true };

/** The decoy: often enough to be believed, rarely enough to disturb nobody. */
export const decoyPace: Pace = { pausesMs: [500, 500], repeat: false };

/** The resolver: all wait for its answers, and ten queries are little to the cluster's DNS. */
export const resolvePace: Pace = { pausesMs: Array.from({ length: 9 }, () => 200), repeat: false };
