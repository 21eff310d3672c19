import { setTimeout as sleep } from 'node:timers/promises';
import type { ComponentName } from '../../cluster/index.ts';
import type { Kubectl } from '../support/kubectl.ts';
import type { Fault } from '../wrong-answers/faults/fault.ts';
import { restart } from '../wrong-answers/faults/nodes.ts';

/** Killed, and started again after so long; ms. */
export const restarted =
  (component: ComponentName, afterMs: number): Fault =>
  ({ cluster }) =>
    restart(cluster.controlPlane, component, afterMs);

/** etcd does not move for so long, ms, and neither is answered whoever asks for what is stored. */
export const etcdStopped =
  (forMs: number): Fault =>
  async ({ cluster: { controlPlane }, kubectl }) => {
    await controlPlane.signal('etcd', 'SIGSTOP');
    const goesOn = sleep(forMs).then(() => controlPlane.signal('etcd', 'SIGCONT'));
    const [waitedMs] = await Promise.all([readStored(kubectl), goesOn]);
    if (waitedMs < forMs) throw new Error(`etcd was to stand still for ${forMs} ms, and what it stores was read within ${Math.round(waitedMs)} ms`);
  };

/** Without a resourceVersion, the API server asks etcd. @returns how long that took, ms; that it was in vain in the end shows the same */
const readStored = async (kubectl: Kubectl): Promise<number> => {
  const since = performance.now();
  await kubectl(['get', '--raw', '/api/v1/namespaces/default']).catch(() => undefined);
  return performance.now() - since;
};

/** Stands still and goes on, again and again, until it is undone; ms. Whatever is asked of it takes longer. */
export const stuttering =
  (component: ComponentName, stillMs: number, goingMs: number): Fault =>
  async ({ cluster: { controlPlane } }) => {
    const over = new AbortController();
    const stutter = async (): Promise<void> => {
      while (!over.signal.aborted) {
        await controlPlane.signal(component, 'SIGSTOP');
        await sleep(stillMs);
        await controlPlane.signal(component, 'SIGCONT');
        await sleep(goingMs);
      }
    };
    const stuttered = stutter();
    // That it could not, because nothing runs that could be stopped, is told when it is undone.
    stuttered.catch(() => undefined);
    return () => {
      over.abort();
      return stuttered;
    };
  };
