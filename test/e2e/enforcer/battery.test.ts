/** The enforcer without a fault against Calico: the same policies, the same pods, the same packets. */
import { expect } from 'chai';
import { endStageFor, stageFor } from '../support/stages.ts';
import { differences, withoutEffect } from './battery/compare.ts';
import { play } from './battery/play.ts';
import { rounds } from './battery/rounds.ts';
import { createWorld, removeWorld, type Observed } from './world/world.ts';

const clusters = ['calico', 'faulty'] as const;

describe('the correct enforcer and Calico', function () {
  this.timeout(120_000);
  const seen = new Map<string, Observed>();

  // The last suite that needs it; on two cores each cluster that idles takes something from the others.
  after(() => endStageFor('faulty'));

  for (const cni of clusters) {
    it(`show the battery on ${cni}`, async function () {
      const stage = await stageFor(this, cni);
      if (cni === 'faulty') await stage.cluster.setFault(undefined);
      this.timeout(120_000);
      const world = await createWorld(stage, 'battery');
      for (const round of rounds) seen.set(`${cni}: ${round.name}`, await play(world, round));
      await removeWorld(world);
    });
  }

  for (const round of rounds) {
    it(`agree: ${round.name}`, () => {
      const [calico, faulty] = clusters.map((cni) => seen.get(`${cni}: ${round.name}`));
      expect(calico?.size, 'seen on Calico').to.be.above(500);
      expect(differences(calico, faulty)).to.deep.equal([]);
      expect(withoutEffect(round, faulty)).to.deep.equal([]);
    });
  }
});
