/** Milliseconds since the epoch that never step: a clock that is set while a run goes on must not move its windows. */
export const steadyNow = (): number => performance.timeOrigin + performance.now();

/**
 * The same, set by the wall clock now. Who runs for weeks starts one for each run: that clock may have been set since,
 * and the machine may have slept.
 *
 * @param wall milliseconds since the epoch; @param steady milliseconds since whenever, that never step
 */
export const startClock = (wall: () => number = Date.now, steady: () => number = () => performance.now()): (() => number) => {
  const offsetMs = wall() - steady();
  return () => offsetMs + steady();
};
