import { NetproofError } from '../errors.ts';

const unitMs = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * A duration with its unit, as kubectl writes it: `60s`, `2m`, `1h`.
 *
 * @param flag for the message
 * @returns milliseconds
 * @throws NetproofError ERR_USAGE
 */
export const parseDuration = (flag: string, text: string, mostMs: number): number => {
  const [, digits, unit] = /^(\d{1,6})([smh]?)$/.exec(text) ?? [];
  if (digits === undefined) throw new NetproofError('ERR_USAGE', `Cannot read ${flag} "${text}": a duration looks like 60s or 2m`);
  if (unit !== 's' && unit !== 'm' && unit !== 'h') throw new NetproofError('ERR_USAGE', `Cannot read ${flag} "${text}": without a unit it may mean anything; ${digits}s are seconds, ${digits}m minutes`);
  const ms = Number(digits) * unitMs[unit];
  if (ms > mostMs) throw new NetproofError('ERR_USAGE', `Cannot read ${flag} "${text}": ${mostMs / unitMs.m}m is the most`);
  return ms;
};
