import { directions, protocols, type Direction, type Protocol } from '../view/policy-spec.ts';
import type { Lane, LaneKey } from './node-rules.ts';

/** Makes all lanes of an address, each from its direction and protocol. */
export function lanesBy(make: (direction: Direction, protocol: Protocol) => Lane): Record<LaneKey, Lane> {
  const entries = directions.flatMap((direction) => protocols.map((protocol) => [`${direction}-${protocol}`, make(direction, protocol)] as const));
  return Object.fromEntries(entries) as Record<LaneKey, Lane>;
}
