/** What the engine says of random policies, against what Calico does with them. `npm run verify:random-policies` plays more of them. */
import { expect } from 'chai';
import { requireCluster, stageFor } from './support/stages.ts';
import type { Stage } from './support/stage.ts';
import { judge } from './random-policies/judge.ts';
import { createLanes, removeLanes } from './random-policies/lanes.ts';
import { tellDisagreements } from './random-policies/tell.ts';
import type { World } from '../support/random-policies/world.ts';

/**
 * Of the first 300 those that show most: whichever of fifty wrong engines any of the 300 betrays, at least two of these
 * betray it, among them an engine that forgets exceptions of a block, and one whose NotIn needs the key.
 */
const rounds: readonly (readonly number[])[] = [
  [1, 23, 32, 33, 34],
  [47, 52, 75, 80, 106],
  [121, 145, 173, 202, 220],
  [228, 236, 245, 258, 271],
];

describe('random policies on Calico', function () {
  this.timeout(60_000);
  let stage: Stage;
  let lanes: readonly World[] = [];

  before(async function () {
    requireCluster(this);
    stage = await stageFor(this, 'calico');
    lanes = await createLanes(stage, 'random', rounds[0]?.length ?? 0);
  });

  after(async () => {
    if (lanes.length > 0) await removeLanes(stage, lanes);
  });

  for (const seeds of rounds) {
    it(`let through and stop what the engine says: seeds ${seeds.join(', ')}`, async () => {
      const judgements = await judge(stage, lanes, seeds);
      const disagreeing = judgements.filter(({ disagreements }) => disagreements.length > 0);
      expect(disagreeing.length, `${disagreeing.map(tellDisagreements).join('\n')}\nsets that disagree`).to.equal(0);
      for (const { seed, connections } of judgements) expect(connections.filter(({ standing }) => standing === 'scored'), `connections scored of seed ${seed}`).to.have.length.above(100);
    });
  }
});
