/** The plugin of manifests/sonobuoy, run by Sonobuoy itself. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { programImage } from '../cluster/images/program-image.ts';
import { silent } from '../cluster/index.ts';
import { ensurePrograms } from '../cluster/programs/build.ts';
import { sonobuoy } from '../cluster/programs/modules.ts';
import { run } from '../cluster/shell/run.ts';
import { podsAndLeasesIn } from './support/leftovers.ts';
import type { Stage } from './support/stage.ts';
import { bootTimeoutMs, stageFor } from './support/stages.ts';

const manifest = join(import.meta.dirname, '../../manifests/sonobuoy/netproof.yaml');

describe('Sonobuoy, on Calico', function () {
  this.timeout(240_000);
  let stage: Stage;
  let image = '';
  let program: (args: readonly string[]) => Promise<string>;
  const folder = mkdtempSync(join(tmpdir(), 'netproof-sonobuoy-'));

  before(async function () {
    this.timeout(bootTimeoutMs);
    stage = await stageFor(this, 'calico');
    const path = join(await ensurePrograms(sonobuoy, silent), 'sonobuoy');
    const { reference, tarPath } = await programImage('sonobuoy', path, silent);
    await stage.cluster.loadImage(tarPath);
    image = reference;
    program = (args) => run([path, ...args], { cwd: folder, env: { ...process.env, KUBECONFIG: stage.cluster.kubeconfig }, timeoutMs: 240_000 });
  });

  after(() => program(['delete', '--wait']));

  it('runs the plugin, and reads its report', async () => {
    const plugin = join(folder, 'netproof.yaml');
    writeFileSync(plugin, readFileSync(manifest, 'utf8').replace('registry.example.com/netproof:latest', 'localhost/netproof:test'));

    await program(['run', '--plugin', plugin, '--sonobuoy-image', image, '--image-pull-policy', 'Never', '--force-image-pull-policy', '--wait=3']);
    const results = (await program(['retrieve'])).trim();
    const told = await program(['results', results, '--plugin', 'netproof']);

    expect(told).to.match(/Status: passed/).and.to.match(/Failed: 0/).and.not.to.match(/Total: 0/);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });
});
