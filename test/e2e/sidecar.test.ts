/** Where a mesh has put its proxy into a probe, what the probe sees is the proxy's word: say so, and judge nothing by it. */
import { expect } from 'chai';
import { endMesh, injected, meshLabels, startMesh } from './sidecar/mesh.ts';
import { podsAndLeasesIn, waitUntilClean } from './support/leftovers.ts';
import { writeMatrix } from './support/matrix.ts';
import { applyObject, makeNamespace, removeNamespace } from './support/namespace.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const [meshed, plain, system] = ['e2e-meshed', 'e2e-plain', 'e2e-mesh-system'];
const server = { standIn: { namespace: plain, labels: { app: 'server' } } };
const matrix = writeMatrix('sidecar', {
  sources: { meshed: { namespace: meshed, labels: { app: 'client' } }, plain: { namespace: plain, labels: { app: 'client' } } },
  targets: { open: { ...server, port: 8080 }, closed: { ...server, port: 9999 } },
  expect: { meshed: { open: 'allow', closed: 'deny' }, plain: { open: 'allow', closed: { skip: 'nothing is enforced here' } } },
});

/** Nobody enforces it here; it is what the matrix expects. */
const onlyOpen = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'only-open', namespace: plain },
  spec: { podSelector: {}, ingress: [{ ports: [{ port: 8080 }] }] },
};

describe('a sidecar that a mutating webhook injects', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'none');
    await makeNamespace(stage.kubectl, meshed, meshLabels);
    await makeNamespace(stage.kubectl, plain);
    await applyObject(stage.kubectl, onlyOpen);
    await startMesh(stage.kubectl, system, meshed);
  });

  after(async () => {
    await endMesh(stage.kubectl, system);
    for (const namespace of [meshed, plain]) await removeNamespace(stage.kubectl, namespace);
  });

  it('is found by reading the pod back, named, and makes the source inconclusive and no other', async () => {
    const { code, report, stderr } = await stage.netproof.matrix(matrix, ['--no-canary']);

    const told = report.cells.map(({ cell, status }) => `${cell.source} → ${cell.target}: ${status}`);
    expect(told.toSorted(), stderr).to.deep.equal(['meshed → closed: inconclusive', 'meshed → open: inconclusive', 'plain → open: conforms']);
    const messages = report.findings.map(({ message }) => message);
    expect(messages.filter((message) => message.includes(`container ${injected} was injected`)), messages.join('\n')).to.have.length(2);
    expect(code).to.equal(3);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
    expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
  });
});
