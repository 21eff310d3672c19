/** The pods of a run while they live: created, followed, stopped. Holds their logs as they grow. */
import { setTimeout as sleep } from 'node:timers/promises';
import { followLog } from '../cluster/pod-log.ts';
import { podManifest } from '../cluster/pod-manifest.ts';
import type { PodOptions } from '../cluster/pod-manifest.ts';
import { alterations, tokenMounted } from '../cluster/admitted.ts';
import { createPodTracker } from '../cluster/pod-tracker.ts';
import { createPod, deletePod, stopPod } from '../cluster/pods.ts';
import { describeError, NetproofError } from '../errors.ts';
import { createLogReader } from '../interpret/log-reader.ts';
import type { LogReader } from '../interpret/log-reader.ts';
import type { PodPlan } from '../model/plan.ts';
import type { PodLog, PodRecord } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import type { ProbePlan } from '../../probes/contract.ts';
import type { RunContext } from './context.ts';
import { forEachBounded } from './bounded.ts';
import { createConcurrency, followAgainMs, outageLimitMs } from './settings.ts';
import { removeAll } from './teardown.ts';

interface LivePod {
  readonly plan: PodPlan;
  readonly uid: string;
  readonly altered: readonly string[];
  readonly responder: string;
  reader: LogReader;
  following?: Promise<void>;
  /** Its log broke off, and could not be opened again: nothing more will be heard of it. */
  lost: boolean;
  /** Set once we stopped it ourselves: its end is then no failure. */
  stopping: boolean;
  /** A failure that was seen while it should have lived. */
  failure?: string;
}

export interface Probes {
  readonly create: (pods: readonly { readonly plan: PodPlan; readonly probe: ProbePlan }[], options: (pod: PodPlan) => PodOptions) => Promise<void>;
  /** Waits until each of these has an address (`placed`), or speaks (`heard`), or has failed, or the deadline has passed. */
  readonly waitFor: (pods: readonly Named[], what: 'placed' | 'heard', deadlineMs: number, onCount: (done: number) => void) => Promise<void>;
  readonly ipsOf: (pod: Named) => readonly string[];
  readonly records: () => PodRecord[];
  /** Whether nothing more will be heard of any of them. */
  readonly allLost: () => boolean;
  readonly logs: () => PodLog[];
  /** Stops sources and stand-ins, and waits for the rest of their logs. */
  readonly stop: (deadlineMs: number) => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly tracker: ReturnType<typeof createPodTracker>;
}

/** A control stand-in only answers; what its log says, the control source's says better. */
const isFollowed = ({ role }: PodPlan): boolean => role !== 'control-stand-in';

/** Whose log must be whole: verdicts rest on it. Of a control source only what it saw until now is of use. */
const needsEnd = ({ role }: PodPlan): boolean => role === 'source' || role === 'stand-in';

/** All proof of a path rests on where the pods are. */
const displaced = ({ node }: PodPlan, actual: string | undefined): string[] =>
  actual === undefined || actual === node ? [] : [`it runs on node ${actual} instead of ${node}`];

export const createProbes = ({ api, now, log, signal }: RunContext, run: string, removedWithNamespace: (pod: PodPlan) => boolean): Probes => {
  const live = new Map<string, LivePod>();
  const tracker = createPodTracker(api, run);
  const streams = new AbortController();

  /** Reads a log to its end, and again from its beginning where the stream breaks: the reader's digest tells if it is whole. */
  const follow = async (pod: LivePod): Promise<void> => {
    let heardAtMs = now();
    while (!streams.signal.aborted && !pod.reader.ended() && now() - heardAtMs < outageLimitMs) {
      try {
        await followLog(api, pod.plan, streams.signal, (chunk) => {
          heardAtMs = now();
          pod.reader.push(chunk, now());
          // Its end has come, or it is no evidence any more: what follows would only be read in vain.
          return !pod.reader.ended();
        });
      } catch (error) {
        if (!streams.signal.aborted) log.debug({ pod: keyOf(pod.plan), reason: describeError(error) }, 'log stream broke');
      }
      if (pod.reader.ended() || streams.signal.aborted) break;
      await sleep(followAgainMs);
      pod.reader = createLogReader(pod.plan, pod.reader.read().offsetMs || undefined);
    }
    pod.lost = !pod.reader.ended();
  };
  const refresh = (pod: LivePod): void => {
    const status = tracker.status(pod.plan);
    if (!pod.stopping && status?.failure !== undefined) pod.failure ??= status.failure;
    if (!pod.stopping && status?.ended && pod.failure === undefined) pod.failure = 'it ended before we stopped it';
    if (status?.started && pod.following === undefined && isFollowed(pod.plan)) pod.following = follow(pod);
  };
  const refreshAll = (): void => live.forEach(refresh);
  const isDone = (pod: LivePod, what: 'placed' | 'heard'): boolean => {
    if (pod.failure !== undefined || pod.lost) return true;
    if (what === 'placed') return (tracker.status(pod.plan)?.ips.length ?? 0) > 0;
    return pod.reader.read().records.length > 0;
  };

  return {
    tracker,
    create: (pods, optionsFor) =>
      forEachBounded(pods, createConcurrency, async ({ plan, probe }) => {
        signal.throwIfAborted();
        const manifest = podManifest(plan, probe, optionsFor(plan));
        const admitted = await createPod(api, manifest);
        const uid = admitted.metadata?.uid ?? '';
        const altered = alterations(manifest, admitted);
        // A guest with credentials is none of ours: it must not even start.
        if (altered.includes(tokenMounted)) await deletePod(api, plan, uid);
        live.set(keyOf(plan), {
          plan,
          uid,
          altered,
          responder: probe.responder,
          reader: createLogReader(plan),
          lost: false,
          stopping: false,
        });
      }),
    waitFor: async (names, what, deadlineMs, onCount) => {
      const until = now() + deadlineMs;
      const awaited = names.flatMap((name) => live.get(keyOf(name)) ?? []);
      for (;;) {
        refreshAll();
        const done = awaited.filter((pod) => isDone(pod, what));
        onCount(done.length);
        if (done.length === awaited.length || signal.aborted) return;
        if (tracker.outageMs() > outageLimitMs) throw new NetproofError('ERR_API', `Cannot go on: the API server has not answered for ${outageLimitMs / 1000} s`);
        if (now() >= until) break;
        await tracker.changed(100);
      }
      for (const pod of awaited) if (!isDone(pod, what)) pod.failure = `it did not start within ${Math.round(deadlineMs / 1000)} s`;
    },
    ipsOf: (pod) => tracker.status(pod)?.ips ?? [],
    records: () => {
      refreshAll();
      return [...live.values()].map(({ plan, uid, altered, responder, failure }) => ({
        namespace: plan.namespace,
        name: plan.name,
        uid,
        node: plan.node,
        ips: tracker.status(plan)?.ips ?? [],
        responder,
        altered: [...altered, ...displaced(plan, tracker.status(plan)?.node)],
        ...(failure === undefined ? {} : { failure }),
      }));
    },
    allLost: () => {
      const followed = [...live.values()].filter((pod) => isFollowed(pod.plan));
      return followed.length > 0 && followed.every(({ lost, failure }) => lost || failure !== undefined);
    },
    logs: () => [...live.values()].filter((pod) => isFollowed(pod.plan)).map((pod) => pod.reader.read()),
    stop: async (deadlineMs) => {
      refreshAll();
      for (const pod of live.values()) pod.stopping = true;
      const awaited = [...live.values()].filter((pod) => needsEnd(pod.plan));
      await forEachBounded(awaited, createConcurrency, async (pod) => {
        await stopPod(api, pod.plan).catch((error: unknown) => log.debug({ pod: keyOf(pod.plan), reason: describeError(error) }, 'could not stop a probe'));
      });
      const until = now() + deadlineMs;
      // The end record is all we wait for: the stream itself ends up to a second after the container.
      while (now() < until && awaited.some((pod) => pod.following !== undefined && pod.failure === undefined && !pod.lost && !pod.reader.ended())) await tracker.changed(50);
      streams.abort();
    },
    remove: async () => {
      streams.abort();
      const doomed = [...live.values()].filter((pod) => !removedWithNamespace(pod.plan));
      await removeAll(doomed, (pod) => deletePod(api, pod.plan, pod.uid));
    },
  };
};
