/** What the policies say, asked of a real API server; no packet is sent. */
import { join } from 'node:path';
import { expect } from 'chai';
import type { CheckReport } from '../../src/check/check.ts';
import { applyPolicies, deployWorkloads } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const example = 'road-to-secure';
const matrix = join(import.meta.dirname, '../../examples', example, 'matrix.yaml');

describe('check and explain of a live cluster', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'none');
    await deployWorkloads(stage, example);
    await applyPolicies(stage, example);
  });

  it('knows of every cell what policy says, DNS and the API server among them', async () => {
    const { code, stdout, stderr } = await stage.netproof(['check', '-f', matrix, '-o', 'json']);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const { counts, findings, remarks } = JSON.parse(stdout) as CheckReport;
    expect({ findings, remarks, mismatches: counts.mismatches, undefined: counts.undefined }).to.deep.equal({ findings: [], remarks: [], mismatches: 0, undefined: 0 });
    expect(counts.agree).to.equal(counts.cells).and.to.be.above(91);
  });

  for (const { name, source, target, expected } of [
    { name: 'a workload and the pods behind a Service', source: 'default/road-to-secure-kubernetes', target: 'service:kube-system/kube-dns:53/UDP', expected: [/^Target {3}coredns of kube-system .*behind port 53 of Service kube-system\/kube-dns/m, /^Verdict {2}allowed/m] },
    { name: 'an address that is the API server’s', source: 'default/redis', target: '10.96.0.1:443', expected: [/behind port 443 of Service default\/kubernetes \(10\.96\.0\.1\)$/m, /^Verdict {2}denied/m] },
    { name: 'a node', source: 'node:node1', target: 'default/redis:6379', expected: [/^Source {3}node node1, 172\.30\.0\.11/m] },
  ]) {
    it(`explains ${name}`, async () => {
      const { code, stdout, stderr } = await stage.netproof(['explain', source, target]);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      for (const line of expected) expect(stdout).to.match(line);
    });
  }

  it('names whoever is there', async () => {
    expect(await stage.netproof(['explain', 'default/redis', 'elsewhere/biling:80'])).to.deep.include({ code: 2, stderr: 'netproof: There is no pod or workload "biling" in elsewhere; there is billing\n' });
  });
});
