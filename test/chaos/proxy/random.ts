/** Faults by chance: the same seed makes the same choices in the same order of requests. */
import type { Dice } from '../../support/dice.ts';
import type { Asked, Choose, Fault } from './fault.ts';

/** @param rate of requests that meet a fault, from 0 to 1 */
export const randomly =
  (roll: Dice, rate: number): Choose =>
  (asked) => {
    if (roll() >= rate) return undefined;
    const faults = asked.streams ? streamFaults : plainFaults(asked);
    return faults[Math.floor(roll() * faults.length)]?.(roll);
  };

type Make = (roll: Dice) => Fault;

const beforeAnything: readonly Make[] = [
  () => ({ kind: 'answer', status: 429, executed: false }),
  () => ({ kind: 'answer', status: 500, executed: false }),
  () => ({ kind: 'answer', status: 503, executed: false }),
  () => ({ kind: 'drop', when: 'before' }),
  (roll) => ({ kind: 'stall', ms: Math.round(roll() * 3000) }),
];

/** Long enough to be given up by the first try. */
const longStall: Make = () => ({ kind: 'stall', ms: 15_000 });

const streamFaults: readonly Make[] = [...beforeAnything, ...[true, false].map((clean): Make => (roll) => ({ kind: 'cut', bytes: Math.round(roll() * 8000), clean })), () => ({ kind: 'answer', status: 410, executed: false })];

const plainFaults = ({ method, url }: Asked): readonly Make[] => [
  ...beforeAnything,
  longStall,
  () => ({ kind: 'drop', when: 'within' }),
  () => ({ kind: 'drop', when: 'after' }),
  () => ({ kind: 'answer', status: 504, executed: true }),
  () => ({ kind: 'answer', status: 500, executed: true }),
  ...(method === 'GET' ? [] : [(): Fault => ({ kind: 'answer', status: 409, executed: false })]),
  ...(method === 'GET' && url.searchParams.has('limit') ? [(): Fault => ({ kind: 'answer', status: 410, executed: false }), (): Fault => ({ kind: 'stale' })] : []),
];
