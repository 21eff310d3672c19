import type { NodeRules } from '../../rules/node-rules.ts';
import type { FaultModel, Situation, Variant } from '../bend.ts';
import { allClosed, allOpen } from '../lanes.ts';

/** Every so often the rules are flushed and filled again. */
function flapping(does: string, meanwhile: (rules: NodeRules) => NodeRules): Variant {
  return {
    does,
    bend: ({ periodMs, windowMs }) => ({
      rules: (rules, situation) => (phase(situation, periodMs) < windowMs ? meanwhile(rules) : rules),
      wakesAtMs: (situation) => {
        const { nowMs, sinceMs } = situation;
        const begun = nowMs - ((nowMs - sinceMs) % periodMs);
        return phase(situation, periodMs) < windowMs ? begun + windowMs : begun + periodMs;
      },
    }),
  };
}

/** How long ago the last period began; the first begins one period after the fault. */
function phase({ nowMs, sinceMs }: Situation, periodMs: number): number {
  return nowMs - sinceMs < periodMs ? Infinity : (nowMs - sinceMs) % periodMs;
}

export const flap: FaultModel = {
  name: 'FM-FLAP',
  does: 'every period the rules are gone for a window',
  parameters: { periodMs: 10_000, windowMs: 50 },
  variants: {
    open: flapping('everything is open', allOpen),
    closed: flapping('everything is dropped', allClosed),
    reset: flapping('everything is reset', (rules) => ({ ...allClosed(rules), blocking: 'reject' })),
  },
};
