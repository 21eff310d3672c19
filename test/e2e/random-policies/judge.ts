/** Puts random policies in force on real pods, one set on each lane, and compares what packets do with what the engine says. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { connect } from '../../../src/cluster/connection.ts';
import { readPolicies, toPolicy } from '../../../src/cluster/read/policies.ts';
import type { NetworkPolicy } from '../../../src/model/network-policy.ts';
import { policySets } from '../../support/random-policies/arbitraries.ts';
import { manifestOf } from '../../support/random-policies/manifest.ts';
import { namesOf } from '../../support/random-policies/world.ts';
import type { World } from '../../support/random-policies/world.ts';
import { applyObjects } from '../support/namespace.ts';
import type { Stage } from '../support/stage.ts';
import { cellsOf } from './cells.ts';
import type { Cell } from './cells.ts';
import { settle } from './settle.ts';
import type { Sitting } from './settle.ts';

/** What came of one set. */
export interface Judgement {
  readonly seed: number;
  readonly policies: readonly NetworkPolicy[];
  readonly connections: readonly Judged[];
  /** Scored connections that differ from what the engine says. */
  readonly disagreements: readonly Judged[];
}

export interface Judged extends Cell {
  readonly outcome: string;
  readonly agrees: boolean;
}

const mark = 'random-policies';
/** Policies take effect within 0.1 s on an idle machine; what is seen before is seen again anyway. */
const firstLookMs = 500;

/** The same policies for the same seed, but for names and addresses of the lane. Without bias: fast-check would begin with small ones. */
export const policiesOf = (seed: number, world: World): readonly NetworkPolicy[] => fc.sample(fc.noBias(policySets(namesOf(world))), { seed, numRuns: 1 })[0] ?? [];

/** As many seeds as there are lanes, at most. */
export const judge = async (stage: Stage, lanes: readonly World[], seeds: readonly number[]): Promise<Judgement[]> => {
  const drawn = seeds.map((seed, index) => {
    const world = lanes[index];
    if (world === undefined) throw new Error(`There are ${lanes.length} lanes for ${seeds.length} sets`);
    return { seed, world, policies: policiesOf(seed, world) };
  });
  await applyObjects(stage.kubectl, drawn.flatMap(({ seed, policies }) => policies.map((policy, index) => manifestOf(policy, seed + index, { [mark]: 'true' }))));
  try {
    const live = (await readPolicies(connect({ kubeconfig: stage.cluster.kubeconfig }), [])).map(toPolicy);
    const sittings = drawn.map(({ seed, world }) => sittingOf(seed, world, live));
    await sleep(firstLookMs);
    const seen = await settle(stage.cluster, sittings);
    return sittings.map((sitting) => judgementOf(sitting, seen.get(sitting) ?? []));
  } finally {
    await stage.kubectl(['delete', 'networkpolicies', '--all-namespaces', '-l', mark]);
  }
};

/** The engine is asked of what the API server gives back, as netproof reads it: reading is judged, too. */
const sittingOf = (seed: number, world: World, live: readonly NetworkPolicy[]): Sitting => {
  const policies = live.filter(({ namespace }) => world.namespaces.some(({ name }) => name === namespace));
  return { seed, policies, cells: cellsOf(world, policies) };
};

/** `outcomes` in the order of the cells. */
const judgementOf = ({ seed, policies, cells }: Sitting, outcomes: readonly string[]): Judgement => {
  const connections = cells.map((cell, index): Judged => {
    const outcome = outcomes[index] ?? 'not asked';
    return { ...cell, outcome, agrees: (cell.verdict === 'allow') === (outcome === 'open') };
  });
  return { seed, policies, connections, disagreements: connections.filter(({ standing, agrees }) => standing === 'scored' && !agrees) };
};
