import { leaseDurationMs, renewLease } from '../cluster/leases.ts';
import type { LeaseRef } from '../cluster/leases.ts';
import { describeError } from '../errors.ts';
import type { RunContext } from './context.ts';

/** Renews the run's Lease twice in its duration until stopped. A failed renewal is tried again at the next beat. */
export const startHeart = ({ api, log }: Pick<RunContext, 'api' | 'log'>, lease: LeaseRef): { readonly stop: () => void } => {
  const timer = setInterval(() => {
    renewLease(api, lease).catch((error: unknown) => log.warn({ lease: `${lease.namespace}/${lease.name}`, reason: describeError(error) }, 'cannot renew the lease'));
  }, leaseDurationMs / 2.1);
  timer.unref();
  return { stop: () => clearInterval(timer) };
};
