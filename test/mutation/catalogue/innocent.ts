/** Enforcers that are right, and troubles that are no policy fault: nobody may report a leak or an over-block. */
import { mutant } from '../mutant.ts';
import type { Mutant } from '../mutant.ts';

export const innocentMutants: readonly Mutant[] = [
  mutant('NULL-REJECT:reset', 'never', 'none'),
  mutant('NULL-REJECT:reset', 'never', 'none', { delayMs: 0 }),
  mutant('NULL-REJECT:reset', 'never', 'none', { delayMs: 0, nodes: ['node2'] }),
  mutant('NULL-REJECT:prohibit', 'never', 'none'),
  mutant('NULL-REJECT:drop', 'never', 'none'),
  { key: 'no fault, restarts', fate: 'never', effect: 'none', restartEveryMs: 10_000 },
  mutant('ENV-NO-NETWORK', 'never', 'none'),
  mutant('ENV-NO-NETWORK', 'never', 'none', { windowMs: 3000, nodes: ['node2'] }),
  mutant('ENV-NOT-LISTENING', 'never', 'none'),
  mutant('ENV-NOT-LISTENING', 'never', 'none', { label: 'pod=a', port: 8080 }),
  mutant('ENV-DNS-BROKEN', 'never', 'none'),
];
