/** The way to the cluster that the flags name. Whoever waits for it is told why. */
import type { Logger } from 'pino';
import { connect } from '../cluster/connection.ts';
import type { Connection } from '../cluster/connection.ts';
import type { Retry } from '../cluster/requests/persistent.ts';
import { steadyNow } from './clock.ts';
import { connectOptions } from './options.ts';
import type { ClusterArguments } from './options.ts';

/** A person begins to wonder after some seconds; ms. */
const wonderMs = 3000;
const againMs = 10_000;

/**
 * @param hurry ends whatever is asked again and again, when it comes
 * @throws NetproofError ERR_USAGE if no cluster is configured
 */
export const connectTo = (args: ClusterArguments, log: Logger, hurry?: AbortSignal): Connection =>
  connect({ ...connectOptions(args), onRetry: createRetryTeller(log, steadyNow), ...(hurry === undefined ? {} : { hurry }) });

/** Each retry is for `-v`; that they go on is for everybody, now and then. */
export const createRetryTeller = (log: Pick<Logger, 'debug' | 'warn'>, now: () => number): ((retry: Retry) => void) => {
  let toldMs = -Infinity;
  return (retry) => {
    log.debug(retry, 'asking again');
    if (retry.waitedMs < wonderMs || now() - toldMs < againMs) return;
    toldMs = now();
    log.warn(retry, 'the API server does not answer as it should; asking again');
  };
};
