import type { Plan } from '../model/plan.ts';
import type { Settings } from '../model/recording.ts';

/** What a run uses unless told otherwise. */
export const defaultSettings: Settings = {
  settleAttempts: 3,
  settleHoldMs: 1000,
  openDeadlineMs: 10_000,
  observeDeadlineMs: 30_000,
  attemptTimeoutMs: 1000,
  gentleTimeoutMs: 2500,
  holdMs: 0,
};

/** A canary alone: its policies are older than its pods by some seconds, and whoever waits for it waits for a whole cluster. */
export const canarySettings: Settings = { ...defaultSettings, openDeadlineMs: 6000 };

/** Enforcers in the field take up to this long. */
const latestEnforcerMs = 20_000;

/**
 * A cluster that is slow to start a pod is slow to give it its policy. A run that dials somebody else's servers keeps the
 * deadline for which the few attempts that they bear were planned.
 *
 * @param startsMs how long each of the dialling pods took to start, for which the images were there; ms. Half of them
 *   were quicker than the one that counts: a single one that is late tells of no cluster
 */
export const withPatience = (settings: Settings, { cells }: Pick<Plan, 'cells'>, startsMs: readonly number[]): Settings => {
  if (cells.some(({ style }) => style.pace === 'gentle')) return settings;
  const usualMs = startsMs.toSorted((one, other) => one - other)[Math.floor((startsMs.length - 1) / 2)] ?? 0;
  return { ...settings, openDeadlineMs: Math.max(settings.openDeadlineMs, Math.min(3 * usualMs, latestEnforcerMs)) };
};

/** How long pods may take to start: pulls of a small image included. */
export const launchDeadlineMs = 90_000;

/** What each further pod adds to that, and to the time in which it gives us its log: nodes start and stop a few at a time. */
export const perPodMs = 500;

/** How long host names may take to be answered, once somebody asks. */
export const resolveDeadlineMs = 10_000;

/** How long a stopped pod may take to give us the rest of its log. */
export const collectDeadlineMs = 15_000;

/** Pods created at the same time; the API server and the kubelets have other work. */
export const createConcurrency = 10;

/** Objects removed at the same time. */
export const removeConcurrency = 20;

/** An API server that is silent for this long, or a log that stays broken for this long, is gone. */
export const outageLimitMs = 15_000;

/** Pause before a log that broke off is read again. */
export const followAgainMs = 500;
