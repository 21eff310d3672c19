/** A world, policies over it, and two ends of it: what properties of the engine are asked of. */
import * as fc from 'fast-check';
import type { NetworkPolicy } from '../../../src/model/network-policy.ts';
import type { AddressEndpoint, PodEndpoint } from '../../../src/policy/endpoint.ts';
import { policySets } from './arbitraries.ts';
import { usualNames, worlds } from './world.ts';
import type { World } from './world.ts';

export interface Pair {
  readonly source: PodEndpoint | AddressEndpoint;
  readonly target: PodEndpoint | AddressEndpoint;
  readonly family: 4 | 6;
}

export interface Case extends Pair {
  readonly world: World;
  readonly policies: readonly NetworkPolicy[];
}

export const cases: fc.Arbitrary<Case> = fc.tuple(worlds, policySets(usualNames), fc.nat()).map(([world, policies, draw]) => {
  const pairs = pairsOf(world);
  const pair = pairs[draw % pairs.length];
  if (pair === undefined) throw new Error('A world without ends');
  return { world, policies, ...pair };
});

/** Every pod with every pod and every host, itself included, in each family that both have. */
export const pairsOf = ({ pods, outside }: World): Pair[] => [
  ...pods.flatMap((source) => pods.flatMap((target) => ([4, 6] as const).map((family) => ({ source, target, family })))),
  ...outside.flatMap((host) => pods.flatMap((pod) => [{ source: pod, target: host, family: familyOf(host) }, { source: host, target: pod, family: familyOf(host) }])),
];

const familyOf = ({ ip }: AddressEndpoint): 4 | 6 => (ip.includes(':') ? 6 : 4);
