/** What must never come out: a "conforms" that nothing proves, a leak that is none. Each row's answer was written before it was run. */
import { expect } from 'chai';
import type { RunReport } from '../../src/model/report.ts';
import { writeMatrix } from './support/matrix.ts';
import type { MatrixParts } from './support/matrix.ts';
import { applyObject, denyAll, makeNamespace, removeNamespace } from './support/namespace.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';
import { httpPodSpec } from './support/workload.ts';

const namespace = 'e2e-soundness';

interface Row {
  readonly name: string;
  readonly policies: readonly object[];
  readonly parts: MatrixParts;
  readonly code: number;
  /** Status of each cell, and a word of the reason. */
  readonly status: RunReport['cells'][number]['status'];
  readonly doubt?: string;
}

const client = { namespace, labels: { app: 'client' } };
const closedPort = { pods: { namespace, labels: { app: 'silent' } }, port: 81 };
const standIn = { standIn: { namespace, labels: { app: 'server' } }, port: 8080 };
/** Nobody has it; it lies beside the host that plays the internet. */
const nobody = { address: '203.0.113.77', port: 443 };
const one = (target: object, verdict: 'allow' | 'deny'): MatrixParts => ({
  sources: { client },
  targets: { target },
  expect: { client: { target: verdict } },
});

const rows: readonly Row[] = [
  { name: 'a deny to a stand-in under a policy conforms', policies: [denyAll(namespace)], parts: one(standIn, 'deny'), code: 0, status: 'conforms' },
  { name: 'a deny to a port where nothing listens is inconclusive, although it is refused', policies: [], parts: one(closedPort, 'deny'), code: 3, status: 'inconclusive', doubt: 'target-not-proven' },
  { name: 'a deny to a port where nothing listens is inconclusive under a policy, too', policies: [denyAll(namespace)], parts: one(closedPort, 'deny'), code: 3, status: 'inconclusive', doubt: 'target-not-proven' },
  { name: 'an allow to a port where nothing listens is an overblock', policies: [], parts: one(closedPort, 'allow'), code: 1, status: 'overblock', doubt: 'target-not-proven' },
  { name: 'a deny to an address that nobody has is vacuous, and alone proves nothing', policies: [denyAll(namespace)], parts: one(nobody, 'deny'), code: 3, status: 'vacuous', doubt: 'nobody-there' },
  { name: 'an allow that a policy forbids is an overblock', policies: [denyAll(namespace)], parts: one(standIn, 'allow'), code: 1, status: 'overblock', doubt: 'source-reaches-nothing' },
  { name: 'a deny without a policy is a leak', policies: [], parts: one(standIn, 'deny'), code: 1, status: 'leak' },
];

describe('soundness on Calico', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'calico');
    await makeNamespace(stage.kubectl, namespace);
    await applyObject(stage.kubectl, silentPod);
    await stage.kubectl(['wait', '--for=condition=Ready', '--timeout=60s', '-n', namespace, 'pod/silent']);
  });

  after(() => removeNamespace(stage.kubectl, namespace));

  for (const { name, policies, parts, code, status, doubt } of rows) {
    it(name, async () => {
      await stage.kubectl(['delete', 'networkpolicy', '--all', '-n', namespace]);
      for (const policy of policies) await applyObject(stage.kubectl, policy);

      const result = await stage.netproof.matrix(writeMatrix('soundness', parts));

      expect(result.report.cells.map((cell) => cell.status)).to.deep.equal([status]);
      expect(result.report.cells[0]?.reality?.destinations[0]?.doubt).to.equal(doubt);
      expect(result.code).to.equal(code);
    });
  }

  it('judges IPv4 and IPv6 apart', async () => {
    await stage.kubectl(['delete', 'networkpolicy', '--all', '-n', namespace]);
    await applyObject(stage.kubectl, denyAll(namespace));

    const { code, report } = await stage.netproof.matrix(writeMatrix('families', { ...one(standIn, 'deny'), ipFamilies: ['IPv4', 'IPv6'] }));

    expect(report.cells.map(({ cell, status }) => `IPv${cell.family} ${status}`)).to.deep.equal(['IPv4 conforms', 'IPv6 conforms']);
    expect(code).to.equal(0);
  });
});

/** Runs, and listens on 8080 only. */
const silentPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'silent', namespace, labels: { app: 'silent' } },
  spec: httpPodSpec,
};
