/** What the policies say, held against real packets: without a matrix, and beside one. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseMatrix } from '../../src/matrix/parse.ts';
import type { RunReport } from '../../src/model/report.ts';
import { againstPolicy, pairsOf } from './support/differences.ts';
import { podsAndLeasesIn } from './support/leftovers.ts';
import { localImage } from './support/netproof.ts';
import { applyPolicies, deployWorkloads } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const example = 'road-to-secure';
const namespaces = ['-n', 'default', '-n', 'ingress-nginx'];
const asked = ['run', '-o', 'json', ...localImage, '--no-canary', '--from-policies', ...namespaces];

const runFromPolicies = async ({ netproof }: Stage, flags: readonly string[]): Promise<{ readonly code: number | null; readonly report: RunReport }> => {
  const { code, stdout, stderr } = await netproof([...asked, ...flags]);
  if (stdout === '') throw new Error(stderr);
  return { code, report: JSON.parse(stdout) as RunReport };
};

/** Of the published manifest, read as an AND: whoever lacks the controller's labels would be kept out. */
const misread = {
  apiVersion: 'netproof.dev/v1alpha1',
  kind: 'ExpectedMatrix',
  metadata: { name: 'misread' },
  sources: {
    controller: { namespace: 'ingress-nginx', labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' } },
    'other-ingress': { namespace: 'ingress-nginx', labels: { app: 'default-backend' } },
  },
  targets: { web: { pods: { namespace: 'default', labels: { app: 'road-to-secure-kubernetes' } }, port: 8080, speak: 'http' } },
  expect: { controller: { web: 'allow' }, 'other-ingress': { web: 'deny' } },
};

const misreadFile = async (): Promise<string> => {
  const file = join(tmpdir(), `netproof-misread-${process.pid}.yaml`);
  await writeFile(file, JSON.stringify(misread));
  return file;
};

describe('run --from-policies on Calico', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'calico');
    await deployWorkloads(stage, example);
    await applyPolicies(stage, example);
  });

  it('finds what a person misread, and that the cluster does all that its policies say', async () => {
    const { code, report } = await runFromPolicies(stage, ['-f', await misreadFile(), '--max-cells', '60']);

    expect(pairsOf(report, 'leak')).to.deep.equal(['other-ingress → web']);
    expect(report.findings.filter(({ kind }) => kind !== 'leak').map(({ message }) => message)).to.deep.equal([]);
    expect(report.findings).to.have.lengthOf(1);
    expect(report.findings[0]?.message).to.match(/default\/road-to-secure-kubernetes ingress rule 1 allows it \(its from has a namespaceSelector and a podSelector as two items/);
    expect(report.headline).to.match(/all as the NetworkPolicies say/);
    expect(againstPolicy(report)).to.deep.equal([]);
    const derived = report.cells.filter(({ intent }) => intent === undefined);
    expect(derived.length).to.be.within(10, 60);
    expect(new Set(derived.map(({ status }) => status))).to.deep.equal(new Set(['conforms']));
    expect(new Set(derived.map(({ policy }) => policy?.basis))).to.deep.equal(new Set(['specified']));
    expect(code).to.equal(1);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });

  it('derives a matrix from the live cluster that can be read again', async () => {
    const { code, stdout, stderr } = await stage.netproof(['derive', ...namespaces]);

    expect(code, stderr).to.equal(0);
    const { matrix, answers } = parseMatrix(stdout, 'derived.yaml');
    expect(Object.keys(matrix.sources)).to.include.members(['default.redis', 'default.road-to-secure-kubernetes', 'ingress-nginx.stranger']);
    const allowed = answers.filter(({ source, expectation }) => source === 'default.road-to-secure-kubernetes' && expectation === 'allow').map(({ target }) => target);
    expect(allowed).to.have.members(['default.redis:6379', 'dns-udp', 'dns-tcp']);
  });
});

describe('run --from-policies on a CNI that ignores policies', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'none');
    await deployWorkloads(stage, example);
    await applyPolicies(stage, example);
  });

  it('says of every deny which policy is not enforced', async () => {
    const { code, report } = await runFromPolicies(stage, ['--max-cells', '40']);

    const denies = report.cells.filter(({ policy }) => policy?.verdict === 'deny');
    expect(denies.filter(({ status }) => status !== 'leak').map(({ cell }) => cell.id)).to.deep.equal([]);
    expect(denies.length).to.be.above(4);
    expect(report.findings.filter(({ message }) => !/; default\/\S+ (?:in|e)gress.* it: no rule lets it through, so the CNI does not enforce it$/.test(message))).to.deep.equal([]);
    expect(report.headline).to.match(/^This cluster enforces no NetworkPolicy/);
    expect(code).to.equal(1);
  });
});
