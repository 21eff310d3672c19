/** Gives up on an API server that has only failed for long: whoever asks then is told at once. */
import type { Clock } from './clock.ts';

export interface CircuitLimits {
  /** Milliseconds without one good answer. */
  readonly brokenAfterMs: number;
  /** So many requests must have failed in that time: one that is slow is not an outage. */
  readonly failures: number;
  /** Every so often somebody may still try, milliseconds. */
  readonly trialEveryMs: number;
}

export const defaultCircuit: CircuitLimits = { brokenAfterMs: 15_000, failures: 5, trialEveryMs: 1000 };

export interface Circuit {
  /** Whether there was ever an answer that was no failure. */
  readonly heard: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
  /** For how long there was no good answer, milliseconds; nothing as long as that is bearable. */
  readonly brokenForMs: () => number | undefined;
  /** Whether to ask all the same: once in a while, to see if it is over. Whoever is told yes must ask. */
  readonly mayTry: () => boolean;
}

export const createCircuit = ({ brokenAfterMs, failures, trialEveryMs }: CircuitLimits, { now }: Pick<Clock, 'now'>): Circuit => {
  let heard = false;
  let failing: { readonly sinceMs: number; count: number; triedMs: number; lastMs: number } | undefined;
  /** Of a failure after which nobody asked for so long, nothing follows for now. */
  const forget = (): void => {
    if (failing !== undefined && now() - failing.lastMs > 2 * brokenAfterMs) failing = undefined;
  };
  const brokenForMs = (): number | undefined => {
    forget();
    if (failing === undefined || failing.count < failures) return undefined;
    const silentMs = now() - failing.sinceMs;
    return silentMs < brokenAfterMs ? undefined : silentMs;
  };
  return {
    heard: () => heard,
    succeeded: () => {
      heard = true;
      failing = undefined;
    },
    failed: () => {
      forget();
      failing ??= { sinceMs: now(), count: 0, triedMs: now(), lastMs: now() };
      failing.count += 1;
      failing.lastMs = now();
    },
    brokenForMs,
    mayTry: () => {
      if (failing === undefined || brokenForMs() === undefined) return true;
      if (now() - failing.triedMs < trialEveryMs) return false;
      failing.triedMs = now();
      return true;
    },
  };
};
