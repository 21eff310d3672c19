/**
 * Says whether we are still in the turn of the event loop in which this was called. Node reports an error of
 * connect(2) itself within that turn, and everything that the network has to say in a later one. Calls back at its end.
 */
export const startTurn = (onOver: () => void): (() => boolean) => {
  let over = false;
  // Ticks run before microtasks: this is queued behind the tick in which the socket connects and behind the one in
  // which it reports that this failed.
  process.nextTick(() => {
    queueMicrotask(() => {
      over = true;
      onOver();
    });
  });
  return () => !over;
};
