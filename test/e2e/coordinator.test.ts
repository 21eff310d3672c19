/** A coordinator that is a pod shares the fate of pods. What it made must not stay. */
import { expect } from 'chai';
import { prepareTruth, removeTruth } from '../chaos/truth.ts';
import { removeCoordinator, startCoordinator } from './disturbances/coordinator-pod.ts';
import { podsAndLeasesIn, waitUntilClean } from './support/leftovers.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const node = 'node2';

describe('a coordinator in a pod', function () {
  this.timeout(240_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'faulty');
  });

  afterEach(() => removeCoordinator(stage));
  after(() => removeTruth(stage.kubectl));

  it('that is evicted removes all that it made, within its grace period', async () => {
    const coordinator = await startCoordinator(stage, node, await prepareTruth(stage.kubectl));
    await coordinator.said('holding ');
    expect(await podsAndLeasesIn(stage.kubectl), 'it is at work').to.have.length.above(4);
    await coordinator.evict();
    expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
  });

  it('whose node is gone leaves all, and cleanup removes it while the node is still away', async () => {
    const coordinator = await startCoordinator(stage, node, await prepareTruth(stage.kubectl));
    await coordinator.said('holding ');
    const { cluster, kubectl } = stage;
    try {
      await cluster.node(node).kill('kubelet');
      await cluster.node(node).exec(['pkill', '-KILL', '-f', '^/nodejs/bin/node']);
      expect(await podsAndLeasesIn(kubectl), 'nobody has removed anything').to.have.length.above(4);
      const { stdout, code } = await stage.netproof(['cleanup']);
      expect(stdout).to.match(/^removed /m);
      expect(code).to.equal(0);
      expect(await waitUntilClean(kubectl)).to.deep.equal([]);
    } finally {
      await cluster.node(node).start('kubelet');
      await kubectl(['wait', '--for=condition=Ready', '--timeout=90s', `node/${node}`]);
    }
  });
});
