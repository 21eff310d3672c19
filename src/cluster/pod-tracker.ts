/**
 * Knows the state of this run's pods. A watch makes it quick; a poll makes it certain, since watches of this client
 * can stop without a word.
 */
import { isDeepStrictEqual } from 'node:util';
import type { V1Pod } from '@kubernetes/client-node';
import { keyOf } from '../model/snapshot.ts';
import type { Labels, Named } from '../model/snapshot.ts';
import { probeLabel } from '../model/marks.ts';
import type { Connection } from './connection.ts';
import { hasStatus } from './errors.ts';
import { runAnnotation } from './identity.ts';
import { linesOf } from './lines.ts';
import { podStatus } from './pod-status.ts';
import type { PodStatus } from './pod-status.ts';
import { listProbePods } from './pods.ts';
import { realClock } from './requests/clock.ts';

export interface TrackedStatus extends Omit<PodStatus, 'labels'> {
  /** What it was seen with, the last few: labels can be changed and put back. */
  readonly worn: readonly Labels[];
  /** When the API server first told us its address, on the clock that was given. */
  readonly knownMs?: number;
}

export interface PodTracker {
  /** @param uid of this very pod, not of one that had its name before */
  readonly status: (pod: Named, uid?: string) => TrackedStatus | undefined;
  /** Resolves when the state has changed, or after the time given. */
  readonly changed: (timeoutMs: number) => Promise<void>;
  /** Asks for the state of all once more; where that is not allowed, the watch must do. @throws where there is no answer */
  readonly ask: () => Promise<void>;
  /** Starts to look after these namespaces: by one watch over all, where that is allowed. */
  readonly follow: (namespaces: readonly string[]) => void;
  /** For how long the API server has not answered at all; 0 while it does. */
  readonly outageMs: () => number;
  readonly stop: () => void;
}

const againMs = 500;

/** More than anybody writes between two looks at them. */
const wornAtMost = 8;

/** Who waits for news and has heard nothing for this long asks, because a watch may be dead without knowing it. */
const patienceMs = 4000;

export const createPodTracker = (api: Connection, run: string, now: () => number, pollAfterMs = patienceMs): PodTracker => {
  const controller = new AbortController();
  const known = new Map<string, TrackedStatus & { readonly namespace: string; readonly uid: string }>();
  /** What is looked after: namespaces, or by no name all of them. */
  let scopes: readonly (string | undefined)[] = [];
  let wake: (() => void)[] = [];
  let failingSinceMs: number | undefined;
  const notify = (): void => {
    const waiting = wake;
    wake = [];
    for (const resolve of waiting) resolve();
  };
  const take = (pod: V1Pod): void => {
    const { namespace = '', name = '', uid = '', annotations } = pod.metadata ?? {};
    const key = keyOf({ namespace, name });
    const before = known.get(key);
    const last = before?.uid === uid ? before : undefined;
    // Who changes its labels may change this as well: one that was ours stays so.
    if (annotations?.[runAnnotation] !== run && last === undefined) return;
    const { labels, ...status } = podStatus(pod);
    const knownMs = last?.knownMs ?? (status.ips.length > 0 ? now() : undefined);
    known.set(key, { ...status, worn: withAnother(last?.worn ?? [], labels), ...(knownMs === undefined ? {} : { knownMs }), namespace, uid });
    notify();
  };
  const lose = (name: string, uid: string | undefined): void => {
    const last = known.get(name);
    if (last === undefined || last.ended || (uid !== undefined && last.uid !== uid)) return;
    known.set(name, { ...last, ended: true, failure: last.failure ?? 'somebody deleted it' });
    notify();
  };

  const list = async (scope: string | undefined): Promise<V1Pod[]> => {
    const pods = await listProbePods(api, scope);
    for (const pod of pods) take(pod);
    return pods;
  };
  const poll = async (scope: string | undefined, onHeard: () => void): Promise<void> => {
    // A pod that is created while the list is under way is not in it, and not lost; it may have the name of one that is.
    const expected = [...known].map(([name, { namespace, uid }]) => ({ name, namespace, uid }));
    const pods = await list(scope);
    onHeard();
    const present = new Set(pods.map((pod) => `${pod.metadata?.namespace}/${pod.metadata?.name}`));
    for (const { name, namespace, uid } of expected) if ((scope === undefined || namespace === scope) && !present.has(name)) lose(name, uid);
  };
  const watch = async (scope: string | undefined, onHeard: () => void): Promise<void> => {
    // At version 0 the server begins with what it knows, so nothing is lost between a list and this watch; without a
    // version, some etcds answer "too large resource version" right after a write.
    const query = { watch: 'true', resourceVersion: '0', labelSelector: probeLabel, timeoutSeconds: '300' };
    const path = scope === undefined ? '/api/v1/pods' : `/api/v1/namespaces/${scope}/pods`;
    const events = await api.stream(path, query, controller.signal);
    failingSinceMs = undefined;
    for await (const line of linesOf(events)) {
      const event = JSON.parse(line) as { type: string; object: V1Pod };
      onHeard();
      if (event.type === 'ADDED' || event.type === 'MODIFIED') take(event.object);
      else if (event.type === 'DELETED') lose(`${event.object.metadata?.namespace}/${event.object.metadata?.name}`, event.object.metadata?.uid);
    }
  };
  /**
   * A failing watch or poll costs time, not correctness: the other one, or the next try, will tell. Only where it is
   * not allowed at all there is another way to take.
   */
  const keep = async (task: () => Promise<void>, isOver: () => boolean, onForbidden?: () => void): Promise<void> => {
    while (!controller.signal.aborted && !isOver()) {
      try {
        await task();
      } catch (error) {
        const isForbidden = hasStatus(error, 403);
        if (onForbidden && isForbidden) return onForbidden();
        // A refusal is an answer.
        if (!isForbidden) failingSinceMs ??= performance.now();
      }
      await realClock.sleep(againMs, controller.signal);
    }
  };
  const followScope = (scope: string | undefined, onForbidden?: () => void): void => {
    let isElsewhere = false;
    // Of this scope alone: where another's watch goes on speaking, this one's may be dead.
    let heardAtMs = performance.now();
    const hear = (): void => {
      heardAtMs = performance.now();
      failingSinceMs = undefined;
    };
    const pollIfAwaited = async (): Promise<void> => {
      if (wake.length > 0 && performance.now() - heardAtMs > pollAfterMs) await poll(scope, hear);
    };
    const goElsewhere = (): void => {
      isElsewhere = true;
      onForbidden?.();
    };
    void keep(() => watch(scope, hear), () => false, onForbidden && goElsewhere);
    // Refused once, it asks on: only the watch decides that this scope is none for us.
    void keep(pollIfAwaited, () => isElsewhere);
  };

  return {
    status: (pod, uid) => {
      const status = known.get(keyOf(pod));
      return uid === undefined || status?.uid === uid ? status : undefined;
    },
    changed: (timeoutMs) =>
      new Promise((resolve) => {
        const onNews = (): void => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          wake = wake.filter((waiting) => waiting !== onNews);
          resolve();
        }, timeoutMs);
        wake.push(onNews);
      }),
    ask: async () => {
      for (const scope of scopes) {
        await list(scope).catch((error: unknown) => {
          if (!hasStatus(error, 403)) throw error;
        });
      }
    },
    follow: (namespaces) => {
      scopes = [undefined];
      followScope(undefined, () => {
        scopes = namespaces;
        namespaces.forEach((namespace) => followScope(namespace));
      });
    },
    outageMs: () => (failingSinceMs === undefined ? 0 : performance.now() - failingSinceMs),
    stop: () => controller.abort(),
  };
};

const withAnother = (worn: readonly Labels[], labels: Labels): readonly Labels[] =>
  worn.some((one) => isDeepStrictEqual(one, labels)) ? worn : [...worn.slice(1 - wornAtMost), labels];
