import type { Clock } from './prober.ts';

/** A timer that fires later than this means that the process did not run for a while. */
const stallMs = 100;

/**
 * Calls back `ms` from now, though never before what arrived in the meantime has been read: a process that was kept
 * from running (CPU quota, a busy node) must not take an answer that waits in the kernel for silence. Time in which
 * it did not run is granted again, once.
 */
export const startDeadline = (ms: number, now: Clock, onExpired: () => void): (() => void) => {
  const due = now() + ms;
  let immediate: NodeJS.Immediate | undefined;
  let granted = false;
  const expire = (): void => {
    const late = now() - due;
    if (late > stallMs && !granted) {
      granted = true;
      timer = setTimeout(expire, Math.min(late, ms));
    } else {
      // Timers run before sockets are polled, immediates after.
      immediate = setImmediate(onExpired);
    }
  };
  let timer = setTimeout(expire, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
};
