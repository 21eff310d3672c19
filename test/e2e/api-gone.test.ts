import { join } from 'node:path';
import { expect } from 'chai';
import { podsAndLeasesIn } from './support/leftovers.ts';
import { makeNamespace } from './support/namespace.ts';
import { localImage } from './support/netproof.ts';
import { bootStage, endStage } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { requireCluster, tell } from './support/stages.ts';

const minimal = join(import.meta.dirname, '../fixtures/matrices/minimal.yaml');

describe('netproof run, when the API server goes away', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    requireCluster(this);
    // A cluster of its own: controllers need a long while to get over the loss of their API server.
    stage = await bootStage('none', 'e2e-api-gone', { nodes: 1, workloads: false, progress: tell() });
    await makeNamespace(stage.kubectl, 'e2e-minimal');
  });

  after(() => endStage(stage));

  it('breaks off with 3, says what it could not remove, and cleanup removes it', async () => {
    const { done, said } = stage.netproof.start(['run', '-f', minimal, ...localImage]);
    await said('observe: ');
    await stage.cluster.controlPlane.kill('kube-apiserver');
    const { code, stderr } = await done;
    expect(stderr).to.match(/could not remove everything/);
    expect(code).to.equal(3);

    await stage.cluster.controlPlane.start('kube-apiserver');
    await untilServed(stage);
    expect(await podsAndLeasesIn(stage.kubectl)).to.have.length.above(2);
    const cleanup = await stage.netproof(['cleanup']);

    expect(cleanup.stdout, cleanup.stderr).to.match(/^removed lease /m);
    expect(cleanup.code).to.equal(0);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });
});

const untilServed = async ({ kubectl }: Stage): Promise<void> => {
  for (const until = Date.now() + 30_000; ; ) {
    try {
      await kubectl(['get', '--raw', '/readyz']);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
};
