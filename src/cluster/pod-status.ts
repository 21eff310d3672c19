/** What a pod's status means to a run. Pure. */
import type { V1Pod } from '@kubernetes/client-node';
import type { Labels } from '../model/snapshot.ts';
import { containerName } from './identity.ts';

export interface PodStatus {
  readonly ips: readonly string[];
  readonly labels: Labels;
  /** Where it really runs; absent until it is scheduled. */
  readonly node?: string;
  /** The container has started, so that its log can be followed. */
  readonly started: boolean;
  readonly ended: boolean;
  /** Why it cannot run, once that is certain. */
  readonly failure?: string;
}

/** Waiting reasons that do not go away while anybody watches. */
const hopeless: ReadonlySet<string> = new Set(['ErrImageNeverPull', 'ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError']);

export const podStatus = ({ spec, status, metadata }: V1Pod): PodStatus => {
  const container = status?.containerStatuses?.find(({ name }) => name === containerName);
  const waiting = container?.state?.waiting;
  const terminated = container?.state?.terminated;
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  const failure = failureOf();
  return {
    labels: metadata?.labels ?? {},
    ips: (status?.podIPs ?? []).map(({ ip }) => ip),
    ...(spec?.nodeName === undefined ? {} : { node: spec.nodeName }),
    started: container?.state?.running !== undefined || terminated !== undefined,
    ended,
    ...(failure === undefined ? {} : { failure }),
  };

  function failureOf(): string | undefined {
    if (metadata?.deletionTimestamp !== undefined && !ended) return 'somebody deleted it';
    if (scheduled?.status === 'False' && scheduled.reason === 'Unschedulable') return `it cannot be scheduled: ${scheduled.message ?? 'no reason given'}`;
    if (waiting?.reason !== undefined && hopeless.has(waiting.reason)) return `${waiting.reason}: ${waiting.message ?? 'no message'}`;
    if (terminated && terminated.exitCode !== 0 && status?.reason !== 'DeadlineExceeded') {
      const said = lastWords(terminated.message);
      return `its container, of image ${container?.image ?? '?'}, ended with code ${terminated.exitCode}${terminated.reason === undefined ? '' : ` (${terminated.reason})`}${said === undefined ? '' : `: ${said}`}`;
    }
    if (status?.phase === 'Failed' && status.reason !== undefined && status.reason !== 'DeadlineExceeded') return `${status.reason}: ${status.message ?? 'no message'}`;
    return undefined;
  }
};

const longestWords = 200;

/** The last line that a program said before it failed, unless it is a record of ours, which the log has as well. */
const lastWords = (message: string | undefined): string | undefined =>
  message
    ?.split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '' && !line.startsWith('{"t":'))
    ?.slice(0, longestWords);
