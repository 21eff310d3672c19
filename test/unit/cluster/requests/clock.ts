import type { Clock } from '../../../../src/cluster/requests/clock.ts';

/** A clock that goes on only while somebody sleeps. */
export const fakeClock = (random = 0): Clock & { readonly pass: (ms: number) => void; readonly slept: number[] } => {
  let nowMs = 0;
  const slept: number[] = [];
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return {
    now: () => nowMs,
    sleep: (ms) => {
      slept.push(ms);
      pass(ms);
      return Promise.resolve();
    },
    random: () => random,
    pass,
    slept,
  };
};
