/**
 * Knows the state of this run's pods. A watch makes it quick; a poll makes it certain, since watches of this client
 * can stop without a word.
 */
import type { V1Pod } from '@kubernetes/client-node';
import type { Named } from '../model/snapshot.ts';
import { probeLabel } from '../plan/guests.ts';
import type { Connection } from './connection.ts';
import { runAnnotation } from './identity.ts';
import { linesOf } from './lines.ts';
import { podStatus } from './pod-status.ts';
import type { PodStatus } from './pod-status.ts';
import { listProbePods } from './pods.ts';

export interface PodTracker {
  readonly status: (pod: Named) => PodStatus | undefined;
  /** Resolves when the state has changed, or after the time given. */
  readonly changed: (timeoutMs: number) => Promise<void>;
  /** Starts to look after a namespace. */
  readonly follow: (namespace: string) => void;
  readonly stop: () => void;
}

const pollMs = 4000;

export const createPodTracker = (api: Connection, run: string): PodTracker => {
  const controller = new AbortController();
  const known = new Map<string, PodStatus>();
  let wake: (() => void)[] = [];
  const key = ({ namespace, name }: Named): string => `${namespace}/${name}`;
  const notify = (): void => {
    const waiting = wake;
    wake = [];
    for (const resolve of waiting) resolve();
  };
  const take = (pod: V1Pod): void => {
    if (pod.metadata?.annotations?.[runAnnotation] !== run) return;
    known.set(key({ namespace: pod.metadata.namespace ?? '', name: pod.metadata.name ?? '' }), podStatus(pod));
    notify();
  };
  const lose = (pod: V1Pod): void => {
    const name = key({ namespace: pod.metadata?.namespace ?? '', name: pod.metadata?.name ?? '' });
    const last = known.get(name);
    if (last === undefined || last.ended) return;
    known.set(name, { ...last, ended: true, failure: last.failure ?? 'somebody deleted it' });
    notify();
  };

  const poll = async (namespace: string): Promise<void> => {
    const pods = await listProbePods(api, namespace);
    for (const pod of pods) take(pod);
    const present = new Set(pods.map((pod) => pod.metadata?.name));
    for (const name of known.keys()) {
      const [where, which] = name.split('/');
      if (where === namespace && !present.has(which)) lose({ metadata: { namespace, name: which ?? '' } });
    }
  };
  const watch = async (namespace: string): Promise<void> => {
    // At version 0 the server begins with what it knows, so nothing is lost between a list and this watch; without a
    // version, some etcds answer "too large resource version" right after a write.
    const query = { watch: 'true', resourceVersion: '0', labelSelector: probeLabel, timeoutSeconds: '300' };
    const events = await api.stream(`/api/v1/namespaces/${namespace}/pods`, query, controller.signal);
    for await (const line of linesOf(events)) {
      const event = JSON.parse(line) as { type: string; object: V1Pod };
      if (event.type === 'ADDED' || event.type === 'MODIFIED') take(event.object);
      else if (event.type === 'DELETED') lose(event.object);
    }
  };
  /** A failing watch or poll costs time, not correctness: the other one, or the next try, will tell. */
  const keep = async (task: () => Promise<void>, everyMs: number): Promise<void> => {
    while (!controller.signal.aborted) {
      await task().catch(() => undefined);
      await sleep(everyMs, controller.signal);
    }
  };

  return {
    status: (pod) => known.get(key(pod)),
    changed: (timeoutMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        wake.push(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
    follow: (namespace) => {
      void keep(() => watch(namespace), 500);
      void sleep(pollMs, controller.signal).then(() => keep(() => poll(namespace), pollMs));
    },
    stop: () => controller.abort(),
  };
};

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
