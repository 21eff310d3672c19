/** A first matrix of a namespace with workloads, and what becomes of it: it can be checked, and run, as it is. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { podsAndLeasesIn } from './support/leftovers.ts';
import { applyPolicies, deployWorkloads } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const example = 'road-to-secure';

describe('init, on Calico', function () {
  this.timeout(120_000);
  let stage: Stage;
  const file = join(tmpdir(), `netproof-first-${process.pid}.yaml`);

  before(async function () {
    stage = await stageFor(this, 'calico');
    await deployWorkloads(stage, example);
    await applyPolicies(stage, example);
  });

  it('writes a matrix with which the policies agree', async () => {
    const { code, stdout, stderr } = await stage.netproof(['init', '-n', 'default', '-n', 'ingress-nginx']);
    expect(code, stderr).to.equal(0);
    writeFileSync(file, stdout);
    expect(stdout).to.include('# default/road-to-secure-kubernetes ingress rule 1').and.to.include('REVIEW');

    const check = await stage.netproof(['check', '-f', file]);
    expect([check.code, check.stderr], check.stdout).to.deep.equal([0, '']);
  });

  it('which a cluster that enforces its policies conforms to, with nothing that cannot be judged', async () => {
    const { code, report } = await stage.netproof.matrix(file, ['--no-canary']);
    const { cells, conforms } = report.counts;
    expect([code, report.findings.map(({ message }) => message)]).to.deep.equal([0, []]);
    expect([conforms, cells > 20]).to.deep.equal([cells, true]);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });
});
