/** Watches until nothing more can be learnt, or until time is up. What is expected can only make it watch longer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { progressOf } from '../interpret/progress.ts';
import type { DialPlan, Plan } from '../model/plan.ts';
import type { Settings, TargetRecord } from '../model/recording.ts';
import type { RunContext } from './context.ts';
import type { Probes } from './probes.ts';

const tickMs = 200;

export const watchProbes = async ({ now, signal, onProgress }: Pick<RunContext, 'now' | 'signal' | 'onProgress'>, settings: Settings, plan: Plan, dials: readonly DialPlan[], probes: Probes, targets: readonly TargetRecord[]): Promise<void> => {
  const since = now();
  while (!signal.aborted && now() - since < settings.observeDeadlineMs) {
    const recorded = { plan, settings, dials, pods: probes.records(), logs: probes.logs(), targets, changes: [] };
    const progress = progressOf(recorded, now() - since);
    onProgress({ phase: 'observe', ...progress, leftMs: Math.max(0, settings.observeDeadlineMs - (now() - since)) });
    if (progress.settled === progress.total || probes.allLost()) return;
    await sleep(tickMs);
  }
};

/** Goes on watching for as long as was asked for, though all has settled: what comes later is seen, too. */
export const holdProbes = async ({ request, now, signal, onProgress }: Pick<RunContext, 'now' | 'signal' | 'onProgress'> & { readonly request: Pick<RunContext['request'], 'settings'> }, probes: Pick<Probes, 'allLost'>): Promise<void> => {
  const { holdMs } = request.settings;
  const since = now();
  while (!signal.aborted && !probes.allLost()) {
    const heldMs = Math.min(now() - since, holdMs);
    onProgress({ phase: 'hold', heldMs, holdMs });
    if (heldMs >= holdMs) return;
    await sleep(Math.min(tickMs, holdMs - heldMs));
  }
};
