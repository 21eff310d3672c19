/** Tells a running probe what to dial, and sees to it that it hears. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dial } from '../../../probes/contract.ts';
import { giveOrders } from '../../cluster/world.ts';
import { NetproofError } from '../../errors.ts';
import type { PodPlan } from '../../model/plan.ts';
import { keyOf } from '../../model/snapshot.ts';
import type { Probes } from '../probes.ts';
import type { BatteryContext } from './context.ts';

/** A kubelet hands an order over within 0.3 s; now and then it misses one, and finds it a minute later, or with the next. */
const hearMs = 2000;
const mostTries = 10;
const tickMs = 25;

type OrderContext = Pick<BatteryContext, 'api' | 'now' | 'signal'>;

/**
 * @param nextNumber counts up
 * @throws NetproofError where the probe does not hear however often it is told
 */
export const order = async ({ api, now, signal }: OrderContext, probes: Pick<Probes, 'log' | 'failureOf'>, pod: PodPlan, dials: readonly Dial[], nextNumber: () => number): Promise<void> => {
  const hasHeard = (number: number): boolean => probes.log(pod)?.records.some((record) => record.t === 'ordered' && record.number === number) === true;
  for (let tries = 0; tries < mostTries; tries++) {
    const number = nextNumber();
    await giveOrders(api, pod, { number, dials });
    for (const untilMs = now() + hearMs; now() < untilMs; await sleep(tickMs)) {
      // Whoever has ended hears nothing, and is found out by those who look for what it sees.
      if (hasHeard(number) || probes.failureOf(pod) !== undefined) return;
      signal.throwIfAborted();
    }
  }
  throw new NetproofError('ERR_LAUNCH', `Cannot tell pod ${keyOf(pod)} what to dial: it did not take ${mostTries} orders`);
};
