/** Sets of ports, exactly: for each protocol ranges that are sorted, do not touch, and include both their ends. */
import type { Protocol } from '../model/network-policy.ts';

export type Range = readonly [from: number, to: number];
export type PortSet = Readonly<Record<Protocol, readonly Range[]>>;

export const protocols = ['TCP', 'UDP', 'SCTP'] as const satisfies readonly Protocol[];

const all: readonly Range[] = [[1, 65535]];

export const noPorts: PortSet = { TCP: [], UDP: [], SCTP: [] };
export const everyPort: PortSet = { TCP: all, UDP: all, SCTP: all };

export const portRange = (protocol: Protocol, from = 1, to = 65535): PortSet => ({ ...noPorts, [protocol]: [[from, to]] });

export const contains = (set: PortSet, protocol: Protocol, port: number): boolean => set[protocol].some(([from, to]) => from <= port && port <= to);

export const isEmpty = (set: PortSet): boolean => protocols.every((protocol) => set[protocol].length === 0);

export const union = (sets: readonly PortSet[]): PortSet => combine((protocol) => merge(sets.flatMap((set) => set[protocol])));

export const intersect = (a: PortSet, b: PortSet): PortSet =>
  combine((protocol) =>
    a[protocol].flatMap(([from, to]) => b[protocol].map(([start, end]): Range => [Math.max(from, start), Math.min(to, end)]).filter(([start, end]) => start <= end)),
  );

export const subtract = (a: PortSet, b: PortSet): PortSet => intersect(a, combine((protocol) => gaps(b[protocol])));

const combine = (rangesFor: (protocol: Protocol) => readonly Range[]): PortSet => ({ TCP: rangesFor('TCP'), UDP: rangesFor('UDP'), SCTP: rangesFor('SCTP') });

const merge = (ranges: readonly Range[]): readonly Range[] => {
  const merged: Range[] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
};

/** What a sorted list of ranges leaves out. */
const gaps = (ranges: readonly Range[]): readonly Range[] => {
  const starts = [1, ...ranges.map(([, to]) => to + 1)];
  const ends = [...ranges.map(([from]) => from - 1), 65535];
  return starts.map((from, index): Range => [from, ends[index] ?? 65535]).filter(([from, to]) => from <= to);
};
