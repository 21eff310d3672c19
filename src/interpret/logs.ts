/** A recording's logs, looked up the way the evidence needs them. */
import type { StreakRecord } from '../../probes/contract.ts';
import type { DialPlan } from '../model/plan.ts';
import type { PodLog } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import { isHandshake, stretchesOf } from './stretches.ts';
import type { Reading, Stretch } from './stretches.ts';
import type { Window } from './windows.ts';

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
  /** When a responder answered more than it could bear witness of. */
  readonly unwitnessed: (pod: Named) => readonly Window[];
}

export interface LogContext {
  /** Pods whose decoy connected, by {@link keyOf}. */
  readonly intercepted: ReadonlySet<string>;
  /** The id that a responder of ours puts into its answers. */
  readonly responderOf: (pod: Named) => string | undefined;
  /** Probes know the cluster's CA. */
  readonly certified?: boolean;
  /** What ended later met pods that were being stopped, and is left out. */
  readonly untilMs?: number;
}

export const indexLogs = (logs: readonly PodLog[], { intercepted, responderOf, certified = false, untilMs = Number.POSITIVE_INFINITY }: LogContext): LogIndex => {
  const byPod = new Map(logs.map((log) => [keyOf(log), log]));
  const sightings = new Map(logs.map((log) => [keyOf(log), sightingsOf(log, untilMs)]));
  const computed = new Map<string, readonly Stretch[]>();
  const stretchesFor = (pod: Named, dial: string, reading: () => Reading): readonly Stretch[] => {
    const key = `${keyOf(pod)} ${dial}`;
    const known = computed.get(key);
    if (known !== undefined) return known;
    const seen = sightings.get(keyOf(pod));
    const made = seen === undefined ? [] : stretchesOf(seen.streaks.get(dial) ?? [], seen.offsetMs, reading());
    computed.set(key, made);
    return made;
  };
  const readingOf = ({ from, style, answeredBy }: DialPlan): Reading => ({
    style,
    intercepted: intercepted.has(keyOf(from)),
    certified: certified && style.http?.trustCluster === true,
    ...expecting(answeredBy === undefined ? undefined : responderOf(answeredBy)),
  });
  const selfStyle = { prober: 'tcp', speak: 'echo', pace: 'fast' } as const;
  return {
    logOf: (pod) => byPod.get(keyOf(pod)),
    stretches: (dial) => stretchesFor(dial.from, dial.id, () => readingOf(dial)),
    selfStretches: (pod, protocol, port, family) =>
      stretchesFor(pod, `self:${protocol}:${port}:${family}`, () => ({ style: selfStyle, intercepted: false, ...expecting(responderOf(pod)) })),
    accepts: (pod) => sightings.get(keyOf(pod))?.accepts ?? [],
    witnessed: (pod, nonce) => sightings.get(keyOf(pod))?.witnesses.get(nonce) ?? [],
    unwitnessed: (pod) => sightings.get(keyOf(pod))?.unwitnessed ?? [],
  };
};

const expecting = (responder: string | undefined): Pick<Reading, 'responder'> => (responder === undefined ? {} : { responder });

interface Sightings {
  readonly offsetMs: number;
  readonly streaks: ReadonlyMap<string, readonly StreakRecord[]>;
  readonly accepts: readonly Window[];
  readonly witnesses: ReadonlyMap<string, readonly Window[]>;
  readonly unwitnessed: readonly Window[];
}

/** One log, sorted by what is asked of it. */
const sightingsOf = ({ records, offsetMs }: PodLog, untilMs: number): Sightings => {
  const streaks = new Map<string, StreakRecord[]>();
  const accepts: Window[] = [];
  const witnesses = new Map<string, Window[]>();
  const unwitnessed: Window[] = [];
  const own = new Set(records.flatMap((record) => (record.t === 'hello' ? record.ips : [])));
  for (const record of records) {
    switch (record.t) {
      case 'streak':
        if (record.endMs + offsetMs <= untilMs) put(streaks, record.dial, record);
        break;
      case 'accept':
        // What a pod says to itself does not pass its interface.
        if (!isLoopback(record.from) && !own.has(record.from)) accepts.push({ fromMs: record.firstMs + offsetMs, toMs: record.lastMs + offsetMs });
        break;
      case 'witness':
        if (record.firstMs + offsetMs <= untilMs) put(witnesses, record.nonce, { fromMs: record.firstMs + offsetMs, toMs: record.lastMs + offsetMs });
        break;
      case 'beat':
        // A beat comes every second, and speaks of the time since the one before.
        if ((record.unwitnessed ?? 0) > 0) unwitnessed.push({ fromMs: record.ms - 2000 + offsetMs, toMs: record.ms + offsetMs });
        break;
      // Only of those that take orders, which no run has.
      case 'attempts':
      case 'hello':
      case 'listening':
      case 'ordered':
        break;
    }
  }
  return { offsetMs, streaks, accepts, witnesses, unwitnessed };
};

const put = <V>(map: Map<string, V[]>, key: string, value: V): void => {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
};

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** The pods of ours that something answered where nobody is. */
export const interceptedPods = (dials: readonly DialPlan[], logs: readonly PodLog[]): ReadonlySet<string> => {
  const decoys = new Set(dials.filter((dial) => dial.purpose.kind === 'decoy').map((dial) => `${keyOf(dial.from)} ${dial.id}`));
  return new Set(
    logs
      .filter((log) => {
        const pod = keyOf(log);
        return log.records.some((record) => record.t === 'streak' && isHandshake(record) && decoys.has(`${pod} ${record.dial}`));
      })
      .map(keyOf),
  );
};
