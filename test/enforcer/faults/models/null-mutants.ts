import type { Blocking } from '../../rules/node-rules.ts';
import type { FaultModel, Variant } from '../bend.ts';
import { nextSeen, viewBefore } from '../time.ts';

/** An enforcer that is late and says no aloud is still a correct one. */
function answering(blocking: Blocking, does: string): Variant {
  return {
    does,
    bend: ({ delayMs }) => ({
      view: (_, situation) => viewBefore(situation, delayMs),
      rules: (rules) => ({ ...rules, blocking }),
      wakesAtMs: (situation) => nextSeen(situation, delayMs),
    }),
  };
}

export const nullReject: FaultModel = {
  name: 'NULL-REJECT',
  does: 'no fault: correct, but late by the delay, and what is denied is answered instead of dropped',
  parameters: { delayMs: 5000 },
  variants: {
    reset: answering('reject', 'TCP reset, ICMP port unreachable for the rest'),
    prohibit: answering('prohibit', 'ICMP administratively prohibited'),
    drop: answering('drop', 'late alone'),
  },
};
