/** A set without a cluster: what its cells saw is a text, one sign every 400 ms, the last of them for ever after. */
import type { WorldCell } from '../../../../src/conformance/world/cells.ts';
import type { WorldSet } from '../../../../src/run/conformance/world-set.ts';
import { sightsOf } from '../../conformance/judge/sights.ts';

const periodMs = 400;
const unused = (): never => {
  throw new Error('nobody should ask for this here');
};

export interface FakeSet {
  readonly set: WorldSet;
  /** Time passes whenever the set is looked at. */
  readonly now: () => number;
}

export interface FakeInput {
  /** `+` open, `-` closed, `?` nothing certain, a blank for no attempt. */
  readonly seen: ReadonlyMap<WorldCell, string>;
  readonly isAlive?: boolean;
  /** A pod is lost at this moment. */
  readonly lostMs?: number;
}

const lookMs = 2000;

export const fakeSet = ({ seen, isAlive = true, lostMs = Infinity }: FakeInput): FakeSet => {
  let nowMs = 0;
  const set: WorldSet = {
    index: 0,
    names: { x: 'r-1x', y: 'r-1y', z: 'r-1z' },
    cells: () => [...seen.keys()],
    periodMs: () => periodMs,
    sights: (cell, fromMs) => attempts(seen.get(cell) ?? ' ', nowMs).filter(({ atMs }) => atMs >= fromMs),
    isAlive: () => isAlive,
    refresh: () => {
      nowMs += lookMs;
      return nowMs >= lostMs ? 'r-1x/p: its log broke off' : undefined;
    },
    attempts: () => 0,
    dialRoster: unused,
    slowDown: unused,
    members: unused,
    of: unused,
    replace: unused,
    launch: unused,
    addPending: unused,
    dial: unused,
  };
  return { set, now: () => nowMs };
};

const attempts = (text: string, untilMs: number) => {
  const count = Math.ceil(untilMs / periodMs);
  const signs = text.padEnd(count, text.at(-1)).slice(0, count);
  return Array.from(signs).flatMap((sign, index) => (sign === ' ' ? [] : sightsOf(sign, index * periodMs)));
};
