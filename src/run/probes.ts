/** The pods of a run while they live: created, followed, stopped. Holds their logs as they grow. */
import { podManifest } from '../cluster/pod-manifest.ts';
import type { PodOptions } from '../cluster/pod-manifest.ts';
import { alterations, tokenMounted } from '../cluster/admitted.ts';
import { createPodTracker } from '../cluster/pod-tracker.ts';
import { createPod, deletePod, stopPod } from '../cluster/pods.ts';
import { describeError, NetproofError } from '../errors.ts';
import { createLogReader } from '../interpret/log-reader.ts';
import type { Plan, PodPlan } from '../model/plan.ts';
import type { PodLog, PodRecord } from '../model/recording.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import type { ProbePlan } from '../../probes/contract.ts';
import type { RunContext } from './context.ts';
import { forEachBounded } from './bounded.ts';
import { follow } from './follow.ts';
import { displaced, isDialling, isFollowed, isWatched, needsEnd, wasCreated, wearsOthers } from './live-pod.ts';
import type { LivePod } from './live-pod.ts';
import { createAsStarted } from './room.ts';
import { createConcurrency, launchDeadlineMs, outageLimitMs, perPodMs } from './settings.ts';
import { removeAll } from './teardown.ts';

export interface Probes {
  readonly create: (pods: readonly { readonly plan: PodPlan; readonly probe: ProbePlan }[], options: (pod: PodPlan) => PodOptions) => Promise<void>;
  /** Waits until each of these has an address (`placed`), or speaks (`heard`), or has failed, or the deadline has passed. */
  readonly waitFor: (pods: readonly Named[], what: 'placed' | 'heard', deadlineMs: number, onCount: (done: number) => void) => Promise<void>;
  readonly ipsOf: (pod: Named) => readonly string[];
  readonly records: () => PodRecord[];
  /** Whether nothing more will be heard of any of them. */
  readonly allLost: () => boolean;
  readonly logs: () => PodLog[];
  /** Of one pod alone; absent where there is none of that name. */
  readonly log: (pod: Named) => PodLog | undefined;
  /** What admission made of it that was not asked for. */
  readonly alterationsOf: (pod: Named) => readonly string[];
  /** Why it does not run as it should; absent while it does. */
  readonly failureOf: (pod: Named) => string | undefined;
  /** How long those that dial took from their creation to their first instruction, as far as they have spoken; ms. */
  readonly startsMs: () => readonly number[];
  /** Ends one pod early: it stays in the list of pods, as one that is finished. */
  readonly finish: (pod: Named) => Promise<void>;
  /** Deletes one pod before the others. */
  readonly drop: (pod: Named) => Promise<void>;
  /** Stops sources and stand-ins, and waits for the rest of their logs. */
  readonly stop: (deadlineMs: number) => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly tracker: ReturnType<typeof createPodTracker>;
}

/** What looking after pods needs to know of a run. */
export type ProbesContext = Pick<RunContext, 'api' | 'now' | 'log' | 'signal'>;

/** @param told labels that policies look at, as far as they are read */
export const createProbes = (context: ProbesContext, run: Pick<Plan, 'run' | 'canary'>, removedWithNamespace: (pod: PodPlan) => boolean, told: ReadonlySet<string> = new Set()): Probes => {
  const { api, now, log, signal } = context;
  const live = new Map<string, LivePod>();
  const tracker = createPodTracker(api, run.run, now);
  const streams = new AbortController();

  const refresh = (pod: LivePod): void => {
    const status = tracker.status(pod.plan, pod.uid);
    pod.relabelled ||= status?.worn.some((labels) => wearsOthers(pod.plan, labels, told)) ?? false;
    if (!pod.stopping && status?.failure !== undefined) pod.failure ??= status.failure;
    if (!pod.stopping && status?.ended && pod.failure === undefined) pod.failure = 'it ended before we stopped it';
    if (status?.started && pod.following === undefined && isFollowed(pod.plan, run)) pod.following = follow(context, pod, () => tracker.status(pod.plan, pod.uid)?.ended === true, AbortSignal.any([streams.signal, pod.dropped.signal]));
  };
  const add = (plan: PodPlan, { responder }: ProbePlan, { uid, ...known }: Pick<LivePod, 'uid' | 'failure'> & Partial<Pick<LivePod, 'altered'>>): void =>
    void live.set(keyOf(plan), { altered: [], relabelled: false, ...known, plan, uid, createdMs: now(), responder, reader: createLogReader(plan, run.run), lost: false, stopping: false, dropped: new AbortController() });
  const refreshAll = (): void => live.forEach(refresh);
  const isDone = (pod: LivePod, what: 'placed' | 'heard'): boolean => {
    if (pod.failure !== undefined || pod.lost) return true;
    if (what === 'placed') return (tracker.status(pod.plan, pod.uid)?.ips.length ?? 0) > 0;
    return pod.reader.read().records.length > 0;
  };

  return {
    tracker,
    create: async (pods, optionsFor) => {
      const until = now() + launchDeadlineMs + pods.length * perPodMs;
      await createAsStarted(pods, {
        nodeOf: ({ plan }) => plan.node,
        create: async ({ plan, probe }) => {
          signal.throwIfAborted();
          const manifest = podManifest(plan, probe, optionsFor(plan));
          const admitted = await createPod(api, manifest);
          const uid = admitted.metadata?.uid ?? '';
          const altered = alterations(manifest, admitted);
          // A guest with credentials is none of ours: it must not even start.
          if (altered.includes(tokenMounted)) await deletePod(api, plan, uid);
          add(plan, probe, { uid, altered });
        },
        started: async ({ plan }, failed) => {
          const pod = live.get(keyOf(plan));
          if (pod === undefined || !wasCreated(pod)) return false;
          for (;;) {
            refresh(pod);
            if (isDone(pod, 'placed')) return true;
            if (signal.aborted || failed.aborted || now() >= until || tracker.outageMs() > outageLimitMs) return false;
            await tracker.changed(100);
          }
        },
        refuse: ({ plan, probe }) => add(plan, probe, { uid: '', failure: `it was not created, since node ${plan.node} had not started the pods before it` }),
      });
    },
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
    ipsOf: (pod) => tracker.status(pod, live.get(keyOf(pod))?.uid)?.ips ?? [],
    records: () => {
      refreshAll();
      return [...live.values()].map(({ plan, uid, altered, relabelled, responder, failure }) => {
        const { ips = [], node, knownMs } = tracker.status(plan, uid) ?? {};
        return {
          namespace: plan.namespace,
          name: plan.name,
          uid,
          node: plan.node,
          ips,
          responder,
          altered: [...altered, ...displaced(plan, node), ...(relabelled ? ['its labels were changed while it ran'] : [])],
          ...(knownMs === undefined ? {} : { knownMs }),
          ...(failure === undefined ? {} : { failure }),
        };
      });
    },
    allLost: () => {
      refreshAll();
      const watched = [...live.values()].filter((pod) => isWatched(pod.plan));
      return watched.length > 0 && watched.every(({ lost, failure }) => lost || failure !== undefined);
    },
    logs: () => [...live.values()].filter((pod) => isFollowed(pod.plan, run)).map((pod) => pod.reader.read()),
    log: (pod) => live.get(keyOf(pod))?.reader.read(),
    alterationsOf: (pod) => live.get(keyOf(pod))?.altered ?? [],
    failureOf: (name) => {
      const pod = live.get(keyOf(name));
      if (pod !== undefined) refresh(pod);
      return pod === undefined ? 'there is no such pod' : pod.lost && !pod.stopping ? 'its log broke off' : pod.failure;
    },
    startsMs: () => [...live.values()].filter(({ plan, reader }) => isDialling(plan) && reader.read().offsetMs > 0).map(({ reader, createdMs }) => Math.max(0, reader.read().offsetMs - createdMs)),
    finish: async (name) => {
      const pod = live.get(keyOf(name));
      if (pod === undefined) return;
      pod.stopping = true;
      await stopPod(api, name);
    },
    drop: async (name) => {
      const pod = live.get(keyOf(name));
      if (pod === undefined) return;
      live.delete(keyOf(name));
      pod.dropped.abort();
      await deletePod(api, name, pod.uid);
    },
    stop: async (deadlineMs) => {
      refreshAll();
      for (const pod of live.values()) pod.stopping = true;
      const awaited = [...live.values()].filter((pod) => wasCreated(pod) && needsEnd(pod.plan, run));
      const failures = new Map<LivePod, string>();
      await forEachBounded(awaited, createConcurrency, async (pod) => {
        await stopPod(api, pod.plan).catch((error: unknown) => failures.set(pod, describeError(error)));
      });
      const until = now() + deadlineMs;
      // The end record is all we wait for: the stream itself ends up to a second after the container.
      while (now() < until && awaited.some((pod) => pod.following !== undefined && pod.failure === undefined && !pod.lost && !pod.reader.ended())) await tracker.changed(50);
      streams.abort();
      for (const [pod, reason] of failures) {
        if (pod.reader.read().end === undefined) log.warn({ pod: keyOf(pod.plan), reason }, 'could not stop a probe, so that its log has no end record');
      }
    },
    remove: async () => {
      streams.abort();
      const doomed = [...live.values()].filter((pod) => wasCreated(pod) && !removedWithNamespace(pod.plan));
      await removeAll(doomed, (pod) => deletePod(api, pod.plan, pod.uid));
    },
  };
};
