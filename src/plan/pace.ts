import type { DialStyle } from '../model/plan.ts';

export interface Pace {
  readonly pausesMs: readonly number[];
  readonly repeat: boolean;
}

/** Ours: 20 attempts a second for as long as the run watches. */
const fast: Pace = { pausesMs: [50], repeat: true };

/**
 * Somebody else's: ten connects in all, never closer than 500 ms. Databases block a host after a number of broken
 * handshakes (MySQL: 100), and NAT gateways run out of ports.
 */
const gentle: Pace = { pausesMs: [500, 500, 500, 500, 500, 1000, 2000, 2000, 3000], repeat: false };

export const paceOf = (style: DialStyle): Pace => (style.pace === 'fast' ? fast : gentle);

/** The control pairs answer quickly and are ours, but need not be dialled at 20 a second to show that they live. */
export const controlPace: Pace = { pausesMs: [200], repeat: true };

/** The decoy: often enough to be believed, rarely enough to disturb nobody. */
export const decoyPace: Pace = { pausesMs: [500, 500], repeat: false };
