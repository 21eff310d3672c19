/** An API server that is restarted comes back within half a minute or so: worth waiting for with what is to be removed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../cluster/connection.ts';
import { ClusterUnreachableError, translate } from '../cluster/errors.ts';
import type { RunContext } from './context.ts';

const recoveryMs = 30_000;
const againMs = 500;

/** Waits until the API server answers, whatever it says, or has had time enough. Never throws. */
export const untilAnswered = async ({ api, now, log }: { readonly api: Pick<Connection, 'version'> } & Pick<RunContext, 'now' | 'log'>, pause: (ms: number) => Promise<unknown> = sleep): Promise<void> => {
  for (const until = now() + recoveryMs; ; await pause(againMs)) {
    try {
      await api.version.getCode();
      return;
    } catch (error) {
      if (!(translate(error, '') instanceof ClusterUnreachableError) || now() >= until) return;
      log.debug('the API server does not answer: what is to be removed waits for it');
    }
  }
};
