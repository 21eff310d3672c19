/** Milliseconds since the epoch that never step: a clock that is set while a run goes on must not move its windows. */
export const steadyNow = (): number => performance.timeOrigin + performance.now();
