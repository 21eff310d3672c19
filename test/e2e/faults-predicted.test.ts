/** That a run notices what it says it would: real packets through an enforcer that is wrong in one way at a time. */
import { expect } from 'chai';
import { connect } from '../../src/cluster/connection.ts';
import { turnedBy } from '../../src/faults/assurance.ts';
import { faultName } from '../../src/faults/fault.ts';
import { faultsOfNode, misreadingsIn } from '../../src/faults/places.ts';
import type { Assurance } from '../../src/model/assurance.ts';
import type { RunReport } from '../../src/model/report.ts';
import { witnessesOf } from '../../src/plan/policy/witnesses.ts';
import { indexPolicies } from '../../src/policy/policy-index.ts';
import { guestsIn } from '../../src/run/assured.ts';
import { preparePlan } from '../../src/run/prepare.ts';
import type { Planned } from '../../src/run/prepare.ts';
import type { FaultSpec } from '../enforcer/faults/spec.ts';
import { isThorough } from '../support/thorough.ts';
import { namespaces, labelled, objects } from './faults-predicted/world.ts';
import { localImage } from './support/netproof.ts';
import { applyObjects, makeNamespaces, removeNamespace } from './support/namespace.ts';
import { stageFor } from './support/stages.ts';
import type { Stage } from './support/stage.ts';

const faults: readonly FaultSpec[] = [
  { model: 'FM-NODE-DEAD', nodes: ['node2'] },
  { model: 'FM-EGRESS-IGNORED' },
  { model: 'FM-PEER-LOGIC', variant: 'a' },
  { model: 'FM-PEER-LOGIC', variant: 'c' },
  { model: 'FM-SELECTOR-OP', variant: 'c-first-peer' },
  { model: 'FM-PORT', variant: 'c-short' },
  { model: 'CLOSED' },
];
const played = faults.filter((_, index) => isThorough || index % 2 === 0);

/** Ids of the cells that at least one place of the fault turns. */
const predictedUnder = ({ model, variant, nodes = ['node1', 'node2'] }: FaultSpec, { plan, snapshot }: Planned): string[] => {
  const index = indexPolicies(snapshot);
  const own = snapshot.policies.filter(({ namespace }) => namespaces.some((name) => name === namespace));
  const places = [...misreadingsIn(own, { ...snapshot, pods: [], knows: () => false }), ...nodes.flatMap(faultsOfNode)];
  const meant = places.filter((fault) => fault.model === model && (variant === undefined ? ['all', 'always', 'isolated'].includes(fault.variant) : fault.variant === variant));
  const witnesses = witnessesOf(plan.cells, guestsIn(plan), snapshot, index);
  return witnesses.filter((witness) => meant.some((fault) => turnedBy(fault, index)(witness))).map(({ cell }) => cell).toSorted();
};

const isMissed = ({ notCovered }: Assurance, { model, variant }: FaultSpec): boolean => notCovered.some((one) => one.model === (variant === undefined ? `${model}:all` : faultName({ model, variant })) && one.places.length > 0);

const wrongCells = ({ cells }: RunReport): string[] => cells.filter(({ status }) => status === 'leak' || status === 'overblock').map(({ cell }) => cell.id).toSorted();

describe('a run --from-policies on an enforcer that is wrong', function () {
  this.timeout(90_000);
  let stage: Stage;
  let planned: Planned;
  const asked = ['--from-policies', '--no-canary', ...namespaces.flatMap((name) => ['-n', name])];

  before(async function () {
    stage = await stageFor(this, 'faulty');
    await stage.cluster.setFault(undefined);
    await makeNamespaces(stage.kubectl, namespaces);
    await applyObjects(stage.kubectl, [...labelled, ...objects]);
    for (const name of namespaces) await stage.kubectl(['wait', '--for=condition=Ready', '--timeout=90s', '-n', name, 'pod', '--all']);
    planned = await preparePlan({ api: connect({ kubeconfig: stage.cluster.kubeconfig }), now: Date.now }, { fromPolicies: { namespaces, maxCells: 200 }, guests: { allowAutoscaled: false }, canary: false, pods: { nodeSelector: {}, tolerations: [] } });
  });

  after(async () => {
    await stage.cluster.setFault(undefined);
    for (const name of namespaces) await removeNamespace(stage.kubectl, name);
  });

  const run = async (): Promise<RunReport> => {
    const { stdout, stderr } = await stage.netproof(['run', '-o', 'json', ...localImage, ...asked]);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as RunReport;
  };

  it('finds nothing where nothing is wrong, and says what it would have found', async () => {
    const report = await run();
    expect(report.findings.map(({ message }) => message)).to.deep.equal([]);
    expect(report.assurance).to.deep.equal(planned.plan.assurance);
  });

  for (const fault of played) {
    it(`finds ${JSON.stringify(fault)} at the cells that were predicted`, async () => {
      const predicted = predictedUnder(fault, planned);
      expect(predicted).not.to.deep.equal([]);
      await stage.cluster.setFault(fault);
      const report = await run();
      await stage.cluster.setFault(undefined);

      expect(report.cells.filter(({ cell, status }) => predicted.includes(cell.id) && status === 'conforms').map(({ cell }) => cell.id), 'predicted, and not found').to.deep.equal([]);
      expect(wrongCells(report).filter((cell) => predicted.includes(cell)), 'found').not.to.deep.equal([]);
      expect(isMissed(report.assurance as Assurance, fault)).to.equal(false);
    });
  }
});
