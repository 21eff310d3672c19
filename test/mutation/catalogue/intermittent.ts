/** Wrong for a while: after a restart, and again and again. */
import { chanceWords } from '../chance.ts';
import { mutant, opening } from '../mutant.ts';
import type { Mutant } from '../mutant.ts';

const node2 = { nodes: ['node2'] };
/** Long enough for the enforcers to be right in between. */
const often = { restartEveryMs: 10_000 };
const seldom = { restartEveryMs: 90_000 };
const patience = 'below the floor: a view that is 2 s old makes a change late; it is told as a time, and not as a leak';
const outage = 'below the floor: for half a second it stops everybody, also pods that no policy selects, as a network does that is away';
const loss = 'below the floor: packets that are lost for 50 ms now and then look like those of a bad network, and are sent again';

const [tiny, little, much] = [5, 50, 500] as const;

const flap = (fate: Mutant['fate'], periodMs: number, windowMs: number, watch?: 'standard' | 'long'): Mutant =>
  opening('FM-FLAP:open', fate, 'FM-FLAP:closed period=10s window=500ms', { periodMs, windowMs, ...(watch === undefined ? {} : { why: chanceWords({ periodMs, windowMs }, watch) }) });

export const intermittentMutants: readonly Mutant[] = [
  opening('FM-RESTART:a', 'standard', 'FM-RESTART:b window=2s', { windowMs: 2000, ...often }),
  opening('FM-RESTART:a', 'standard', 'FM-RESTART:b window=2s', { windowMs: 200, ...often }),
  opening('FM-RESTART:a', 'standard', 'FM-RESTART:b window=2s', { windowMs: 30_000, ...seldom }),
  opening('FM-RESTART:a', 'standard', 'FM-RESTART:b window=2s', { windowMs: 2000, ...node2, ...often }),
  mutant('FM-RESTART:b', 'standard', 'closes', { windowMs: 2000, ...often }),
  mutant('FM-RESTART:c', 'standard', 'closes', { windowMs: 2000, ...often }),
  mutant('FM-RESTART:d', 'below-floor', 'both', { windowMs: 2000, why: patience, ...often }),
  mutant('FM-RESTART:d', 'standard', 'both', { windowMs: 60_000, ...seldom }),
  opening('FM-RESTART:e', 'standard', 'CLOSED', { delayMs: 20_000 }),
  opening('FM-RESTART:e', 'long', 'CLOSED', { delayMs: 600_000, why: 'everything is right for its first ten minutes' }),
  flap('standard', 10_000, much, 'standard'),
  flap('standard', 10_000, little, 'standard'),
  flap('long', 10_000, tiny, 'long'),
  flap('long', 60_000, much, 'long'),
  flap('long', 60_000, little, 'long'),
  flap('long', 60_000, tiny, 'long'),
  flap('long', 300_000, much, 'long'),
  flap('long', 300_000, little, 'long'),
  flap('long', 300_000, tiny, 'long'),
  opening('FM-FLAP:open', 'standard', 'CLOSED node2', { periodMs: 10_000, windowMs: much, ...node2 }),
  opening('FM-FLAP:open', 'standard', 'CLOSED IPv6', { periodMs: 10_000, windowMs: much, family: 6 }),
  mutant('FM-FLAP:closed', 'below-floor', 'closes', { periodMs: 10_000, windowMs: much, why: outage }),
  mutant('FM-FLAP:closed', 'below-floor', 'closes', { periodMs: 10_000, windowMs: little, why: loss }),
  mutant('FM-FLAP:reset', 'below-floor', 'closes', { periodMs: 10_000, windowMs: much, why: outage }),
];
