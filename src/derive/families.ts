import type { Family } from '../../probes/contract.ts';
import { addressesOf } from '../policy/endpoint.ts';
import type { Endpoint } from '../policy/endpoint.ts';
import { familyBetween } from '../policy/evaluate.ts';
import { familyOf } from '../policy/ip-block.ts';

export interface Families {
  /** Those that anybody uses. */
  readonly used: readonly Family[];
  /** By which family a source reaches an endpoint. */
  readonly between: (source: number, end: number) => Family;
}

/** Endpoints whose addresses are of the same families, in the same order, reach others by the same one. */
export const familiesBetween = (sources: readonly Endpoint[], ends: readonly Endpoint[]): Families => {
  const shapes = new Map([...sources, ...ends].map((end) => [shapeOf(end), end]));
  const numbers = new Map([...shapes.keys()].map((shape, number) => [shape, number]));
  const table = [...shapes.values()].map((source) => [...shapes.values()].map((target) => familyBetween({ source, target })));
  const [ofSources, ofEnds] = [sources, ends].map((side) => side.map((end) => numbers.get(shapeOf(end)) ?? -1)) as [number[], number[]];
  return {
    used: [...new Set(table.flat())],
    between: (source, end) => table[ofSources[source] ?? -1]?.[ofEnds[end] ?? -1] ?? 4,
  };
};

const shapeOf = (end: Endpoint): string => addressesOf(end).map(familyOf).join();
