import { setTimeout as sleep } from 'node:timers/promises';
import type { ComponentName } from '../../cluster/index.ts';
import type { Fault } from '../wrong-answers/faults/fault.ts';

/** Killed, and started again after so long; ms. */
export const restarted =
  (component: ComponentName, afterMs: number): Fault =>
  async ({ cluster }) => {
    await cluster.controlPlane.kill(component);
    await sleep(afterMs);
    await cluster.controlPlane.start(component);
  };

/** Does not move for so long; ms. */
export const stopped =
  (component: ComponentName, forMs: number): Fault =>
  async ({ cluster }) => {
    await cluster.controlPlane.signal(component, 'SIGSTOP');
    await sleep(forMs);
    await cluster.controlPlane.signal(component, 'SIGCONT');
  };
