/** A recording's logs, looked up the way the evidence needs them. */
import type { AcceptRecord, StreakRecord, WitnessRecord } from '../../probes/contract.ts';
import type { DialPlan, DialStyle } from '../model/plan.ts';
import type { PodLog } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import { stretchesOf } from './stretches.ts';
import type { Stretch, Window } from './stretches.ts';

export interface LogIndex {
  readonly logOf: (pod: Named) => PodLog | undefined;
  /** Stretches of a dial of the plan; empty where its pod never spoke. */
  readonly stretches: (dial: DialPlan) => readonly Stretch[];
  /** Stretches of a responder's dial to itself. */
  readonly selfStretches: (pod: Named, protocol: 'tcp' | 'udp', port: number, family: 4 | 6) => readonly Stretch[];
  /** When the kubelet's probe was accepted. */
  readonly accepts: (pod: Named) => readonly Window[];
  /** When a responder received this nonce. */
  readonly witnessed: (pod: Named, nonce: string) => readonly Window[];
}

/**
 * @param intercepted pods whose decoy connected, by {@link keyOf}
 * @param untilMs what began later is left out
 */
export const indexLogs = (logs: readonly PodLog[], intercepted: ReadonlySet<string>, untilMs = Number.POSITIVE_INFINITY): LogIndex => {
  const byPod = new Map(logs.map((log) => [keyOf(log), log]));
  const streaks = new Map<string, StreakRecord[]>();
  for (const log of logs) {
    for (const record of log.records) {
      if (record.t !== 'streak' || record.firstMs + log.offsetMs > untilMs) continue;
      const key = `${keyOf(log)} ${record.dial}`;
      const known = streaks.get(key);
      if (known) known.push(record);
      else streaks.set(key, [record]);
    }
  }
  const windows = (pod: Named, pick: (record: AcceptRecord | WitnessRecord) => boolean): Window[] => {
    const log = byPod.get(keyOf(pod));
    if (log === undefined) return [];
    return log.records.flatMap((record) =>
      (record.t === 'accept' || record.t === 'witness') && pick(record)
        ? [{ fromMs: record.firstMs + log.offsetMs, toMs: record.lastMs + log.offsetMs }]
        : [],
    );
  };
  const computed = new Map<string, readonly Stretch[]>();
  const stretchesFor = (pod: Named, dial: string, style: DialStyle, doubted: boolean): readonly Stretch[] => {
    const key = `${keyOf(pod)} ${dial}`;
    const log = byPod.get(keyOf(pod));
    const known = computed.get(key) ?? (log === undefined ? [] : stretchesOf(streaks.get(key) ?? [], log.offsetMs, style, doubted));
    computed.set(key, known);
    return known;
  };
  const selfStyle = { prober: 'tcp', speak: 'echo', pace: 'fast' } as const;
  return {
    logOf: (pod) => byPod.get(keyOf(pod)),
    stretches: (dial) => stretchesFor(dial.from, dial.id, dial.style, intercepted.has(keyOf(dial.from))),
    selfStretches: (pod, protocol, port, family) => stretchesFor(pod, `self:${protocol}:${port}:${family}`, selfStyle, false),
    accepts: (pod) => windows(pod, (record) => record.t === 'accept'),
    witnessed: (pod, nonce) => windows(pod, (record) => record.t === 'witness' && record.nonce === nonce),
  };
};

/** The pods of ours that something answered where nobody is. */
export const interceptedPods = (dials: readonly DialPlan[], logs: readonly PodLog[]): ReadonlySet<string> => {
  const decoys = new Set(dials.filter((dial) => dial.purpose.kind === 'decoy').map((dial) => `${keyOf(dial.from)} ${dial.id}`));
  return new Set(
    logs
      .filter((log) => log.records.some((record) => record.t === 'streak' && record.kind === 'connected' && decoys.has(`${keyOf(log)} ${record.dial}`)))
      .map(keyOf),
  );
};
