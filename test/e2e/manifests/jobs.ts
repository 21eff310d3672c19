/** Jobs of netproof in the cluster: how they ended, and what they said. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubectl } from '../support/kubectl.ts';

export interface Ended {
  /** Of the container. */
  readonly code: number;
  readonly log: string;
}

interface JobStatus {
  readonly status: { readonly succeeded?: number; readonly failed?: number };
}

interface PodList {
  readonly items: readonly { readonly status: { readonly containerStatuses?: readonly { readonly state: { readonly terminated?: { readonly exitCode: number } } }[] } }[];
}

const namespace = 'netproof';

/** Starts what a CronJob would start. */
export const triggerCronJob = async (kubectl: Kubectl, cronJob: string, job: string): Promise<void> => {
  await kubectl(['create', 'job', job, '-n', namespace, `--from=cronjob/${cronJob}`]);
};

/** @throws Error where it does not end in time */
export const endOf = async (kubectl: Kubectl, job: string, timeoutMs = 90_000): Promise<Ended> => {
  for (const until = Date.now() + timeoutMs; ; await sleep(500)) {
    const { status } = await kubectl.json<JobStatus>(['get', 'job', job, '-n', namespace]);
    if ((status.succeeded ?? 0) + (status.failed ?? 0) > 0) break;
    if (Date.now() > until) throw new Error(`Job ${job} has not ended: ${await kubectl(['describe', 'pods', '-n', namespace, '-l', `job-name=${job}`])}`);
  }
  const { items } = await kubectl.json<PodList>(['get', 'pods', '-n', namespace, '-l', `job-name=${job}`]);
  const [pod, ...more] = items;
  if (pod === undefined || more.length > 0) throw new Error(`Job ${job} has ${items.length} pods; it must have one`);
  return { code: pod.status.containerStatuses?.[0]?.state.terminated?.exitCode ?? -1, log: await kubectl(['logs', '-n', namespace, `job/${job}`]) };
};
