import { join } from 'node:path';
import { expect } from 'chai';
import { fixedCniNames } from '../../cluster/options.ts';
import { waitUntilClean } from '../support/leftovers.ts';
import { makeNamespace, removeNamespace } from '../support/namespace.ts';
import type { Stage } from '../support/stage.ts';
import { stageFor } from '../support/stages.ts';

const minimal = join(import.meta.dirname, '../../fixtures/matrices/minimal.yaml');
const namespace = 'e2e-minimal';
/** A web server, which does not understand what a probe is told. */
const image = 'localhost/netproof-examples/http:1';

for (const cni of fixedCniNames) {
  describe(`wrong answers on ${cni}, image`, function () {
    this.timeout(60_000);
    let stage: Stage;

    before(async function () {
      stage = await stageFor(this, cni);
      await makeNamespace(stage.kubectl, namespace);
    });

    after(() => removeNamespace(stage.kubectl, namespace));

    it('the probe image exits at once: exit code 2, and the message says so', async () => {
      const { code, stdout, stderr } = await stage.netproof(['run', '-f', minimal, '--image', image, '--image-pull-policy', 'Never']);

      expect(stderr).to.match(/Cannot start any probe pod: /).and.to.include(image);
      expect(stdout).to.equal('');
      expect(code).to.equal(2);
      expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
    });
  });
}
