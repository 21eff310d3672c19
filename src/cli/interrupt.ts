/** SIGINT and SIGTERM end a run in order; a second one ends the process at once. */
export interface Interrupt {
  readonly signal: AbortSignal;
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
    dispose: () => {
      process.removeListener('SIGINT', onSignal);
      process.removeListener('SIGTERM', onSignal);
    },
  };
};
