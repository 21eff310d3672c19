import { setTimeout as sleep } from 'node:timers/promises';
import { followLog } from '../cluster/pod-log.ts';
import { describeError } from '../errors.ts';
import { keyOf } from '../model/snapshot.ts';
import type { RunContext } from './context.ts';
import type { LivePod } from './live-pod.ts';
import { followAgainMs, outageLimitMs } from './settings.ts';

/** A kubelet may be a moment behind with the last lines of a container that has ended; then its log holds all it ever will. */
const readingsAfterEnd = 3;

/**
 * Reads a log to its end, and again from its beginning where the stream breaks: the reader's digest tells if it is whole.
 *
 * @param hasEnded whether the pod has
 */
export const follow = async ({ api, now, log }: Pick<RunContext, 'api' | 'now' | 'log'>, pod: LivePod, hasEnded: () => boolean, signal: AbortSignal, pauseMs = followAgainMs): Promise<void> => {
  let heardAtMs = now();
  let readings = 0;
  for (let again = false; ; again = true) {
    let stale = again;
    const endedBefore = hasEnded();
    try {
      await followLog(api, pod.plan, signal, (chunk) => {
        // What was read before is kept until there is something in its place.
        if (stale) pod.reader = pod.reader.again();
        stale = false;
        heardAtMs = now();
        pod.reader.push(chunk, now());
        // Its end has come, or it is no evidence any more: what follows would only be read in vain.
        return !pod.reader.ended();
      });
      if (endedBefore) readings += 1;
    } catch (error) {
      if (!signal.aborted) log.debug({ pod: keyOf(pod.plan), reason: describeError(error) }, 'log stream broke');
    }
    if (pod.reader.ended() || signal.aborted || readings >= readingsAfterEnd) break;
    await sleep(pauseMs);
    if (signal.aborted || now() - heardAtMs >= outageLimitMs) break;
  }
  pod.lost = !pod.reader.ended();
};
