/** What the engine says of random policies, against what Calico does with them. The same seeds each time; `npm run verify:random-policies` plays more. */
import { expect } from 'chai';
import { requireCluster, stageFor } from './support/stages.ts';
import type { Stage } from './support/stage.ts';
import { judge } from './random-policies/judge.ts';
import { createLanes, removeLanes } from './random-policies/lanes.ts';
import { tellDisagreements } from './random-policies/tell.ts';
import type { World } from '../support/random-policies/world.ts';

const laneCount = 5;
const rounds = 4;

describe('random policies on Calico', function () {
  this.timeout(60_000);
  let stage: Stage;
  let lanes: World[];

  before(async function () {
    requireCluster(this);
    stage = await stageFor(this, 'calico');
    lanes = await createLanes(stage, 'random', laneCount);
  });

  after(() => removeLanes(stage, lanes));

  for (let round = 0; round < rounds; round += 1) {
    const seeds = Array.from({ length: laneCount }, (_, lane) => 1 + round * laneCount + lane);
    it(`let through and stop what the engine says: seeds ${seeds.join(', ')}`, async () => {
      const judgements = await judge(stage, lanes, seeds);
      expect(judgements.filter(({ disagreements }) => disagreements.length > 0).map(tellDisagreements).join('\n')).to.equal('');
      for (const { seed, connections } of judgements) expect(connections.filter(({ standing }) => standing === 'scored'), `connections scored of seed ${seed}`).to.have.length.above(100);
    });
  }
});
