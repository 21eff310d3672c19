import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { expect } from 'chai';
import { down, prepare, up, type Cluster } from '../../cluster/index.ts';
import { requireCluster, tell } from '../support/stages.ts';
import { isAlive } from '../../cluster/state/processes.ts';
import { inhabitants, takePicture, type Picture } from './picture.ts';

const cli = join(import.meta.dirname, '../../cluster/cli.ts');
const name = 'e2e-down';
const neighbourName = 'e2e-neighbour';

describe('down()', function () {
  this.timeout(60_000);
  let neighbour: Cluster;
  let clean: Picture;

  before(async function () {
    requireCluster(this);
    for (const cni of ['calico', 'none'] as const) await prepare(cni, tell());
    await down(name);
    neighbour = await up({ name: neighbourName, nodes: 1, cni: 'none' });
    clean = await takePicture(name);
  });

  after(async () => {
    await Promise.all([down(name), down(neighbourName)]);
  });

  it('leaves nothing of a cluster that came up', async () => {
    await up({ name, nodes: 2, cni: 'calico' });
    const during = await takePicture(name);
    const processes = inhabitants(name);
    expect(during.processes).to.have.length.above(20);
    expect(processes).to.have.length.above(20);
    expect(during.cgroups).to.not.deep.equal(clean.cgroups);

    await down(name);

    expect(await takePicture(name)).to.deep.equal(clean);
    expect(processes.filter(isAlive)).to.deep.equal([]);
  });

  for (const moment of ['booting', 'networks up', 'API server', 'nodes ready']) {
    it(`leaves nothing of an up that was killed at "${moment}"`, async () => {
      await upKilledAt(moment);
      const processes = inhabitants(name);

      await down(name);

      expect(await takePicture(name)).to.deep.equal(clean);
      expect(processes.filter(isAlive)).to.deep.equal([]);
    });
  }

  it('leaves other clusters alone', async () => {
    expect(await neighbour.controlPlane.pid('kube-apiserver')).to.be.a('number');
    expect(await neighbour.node('node1').pid('kubelet')).to.be.a('number');
    expect(await neighbour.controlPlane.exec(['ip', '-brief', 'address'])).to.include('172.30.0.10');
  });

  it('does nothing where there is no cluster', async () => {
    await down('e2e-never-there');
  });
});

/** Starts `up` and kills it, and nothing else, as soon as it reports a certain step. */
async function upKilledAt(moment: string): Promise<void> {
  const child = spawn(process.execPath, [cli, 'up', '--name', name, '--nodes', '2', '--cni', 'none'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // The pipe closes only if no background program has inherited it.
  const exit = once(child, 'exit');
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes(moment)) child.kill('SIGKILL');
  }
  await exit;
  expect(child.signalCode, 'up was killed before it ended by itself').to.equal('SIGKILL');
}
