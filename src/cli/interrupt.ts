/** SIGINT and SIGTERM end a run in order; a second one ends the process at once. */
import { NetproofError } from '../errors.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Throws what ended the work: the interrupt, if there was one, or the error. */
  readonly rethrow: (error: unknown) => never;
  readonly dispose: () => void;
}

export const listenForInterrupt = (note: (text: string) => void): Interrupt => {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      process.removeListener('SIGINT', onSignal);
      process.removeListener('SIGTERM', onSignal);
      process.kill(process.pid, name);
      return;
    }
    note(`${name}: stopping and removing what was made; once more to leave it behind`);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    rethrow: (error) => {
      throw controller.signal.aborted ? new NetproofError('ERR_INTERRUPTED', 'Interrupted before anything was probed', { cause: error }) : error;
    },
    dispose: () => {
      process.removeListener('SIGINT', onSignal);
      process.removeListener('SIGTERM', onSignal);
    },
  };
};
