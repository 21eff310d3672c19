import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { againstPolicy, dividedPairs, pairsOf } from './support/differences.ts';
import type { RunReport } from '../../src/model/report.ts';
import { rejection } from '../support/rejection.ts';
import { isThorough } from '../support/thorough.ts';
import { runUnderAdmission } from './support/admission.ts';
import { podsAndLeasesIn, waitUntilClean } from './support/leftovers.ts';
import { applyPolicies, deployWorkloads, exampleFile } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

/** One row of an example's `steps.yaml`. */
interface Step {
  readonly name: string;
  readonly remove: readonly string[];
  readonly leaks: readonly string[];
  readonly overblocks: readonly string[];
  /** Denies of a source that reaches nothing any more: its silence proves nothing. */
  readonly inconclusive?: readonly string[];
}

const examples = ['road-to-secure', 'aks-hardening', 'owasp-k07', 'yaobank', 'defence-in-depth'];

const stepsOf = (example: string): Step[] => parse(readFileSync(exampleFile(example, 'steps.yaml'), 'utf8')) as Step[];

describe('examples on Calico', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'calico');
    await deployAll(stage);
  });

  for (const example of examples) {
    describe(example, () => {
      after(() => applyPolicies(stage, example));

      for (const [index, step] of stepsOf(example).slice(0, isThorough ? Infinity : 2).entries()) {
        it(`${step.name}: exactly the differences that its table states`, async () => {
          await applyPolicies(stage, example, { without: step.remove });

          const { code, report, stderr } = await stage.netproof.matrix(exampleFile(example, 'matrix.yaml'), index === 0 ? [] : ['--no-canary']);

          // Once for each example is enough: the canary has suites of its own.
          expect(report.canary?.diagnosis.kind).to.equal(index === 0 ? 'enforces' : undefined);
          expect(pairsOf(report, 'inconclusive'), stderr).to.deep.equal([...(step.inconclusive ?? [])].toSorted());
          expect(pairsOf(report, 'leak')).to.deep.equal([...step.leaks].toSorted());
          expect(pairsOf(report, 'overblock')).to.deep.equal([...step.overblocks].toSorted());
          expect(pairsOf(report, 'vacuous')).to.deep.equal([]);
          expect(dividedPairs(report), 'pairs whose ways differ').to.deep.equal([]);
          expect(code).to.equal(step.leaks.length + step.overblocks.length === 0 ? 0 : 1);
          expectProven(report);
          expect(againstPolicy(report), 'where packets and policies differ').to.deep.equal([]);
          expect(report.apiCalls - lateRenewals(report)).to.be.at.most(30 + 4 * report.pods + otherPolicyCalls + canaryCalls(report));
          expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
        });
      }
    });
  }
});

/** Those that other suites need as well are there already. */
const deployAll = async (stage: Stage): Promise<void> => {
  await Promise.all(examples.map((example) => deployWorkloads(stage, example)));
};

/** Which kinds are served, and the lists of Calico's two at the start and at the end. */
const otherPolicyCalls = 1 + 2 * 2;

/** Its namespace, Lease and policies, and two Services for each node. */
const canaryCalls = ({ canary }: RunReport): number => (canary === undefined ? 0 : 8 + 2 * canary.nodes.length);

/** A run that has to wait renews its Lease again and again; two renewals are in the budget. */
const lateRenewals = ({ phases }: RunReport): number => {
  const seconds = Object.values(phases).reduce((sum, ms) => sum + ms, 0) / 1000;
  return Math.max(0, Math.ceil(seconds / 7) - 2);
};

/** Every deny that is called conforming has its three premises. */
const expectProven = (report: RunReport): void => {
  const denies = report.cells.filter(({ intent, status }) => intent?.verdict === 'deny' && status === 'conforms');
  for (const { cell, reality } of denies) {
    expect(reality?.destinations, cell.id).to.have.length.above(0);
    for (const { state, evidence } of reality?.destinations ?? []) {
      expect(state, cell.id).to.equal('unreachable');
      expect(evidence?.probe.strength, `probe of ${cell.id}`).to.equal('strong');
      expect(evidence?.path.strength, `path of ${cell.id}`).to.equal('strong');
      expect(evidence?.target.strength, `target of ${cell.id}`).to.not.equal('none');
    }
  }
};

describe('examples on a CNI that ignores policies', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'none');
    await deployAll(stage);
  });

  for (const [index, example] of examples.slice(0, isThorough ? Infinity : 2).entries()) {
    it(`${example}: every deny is a leak, and the headline says why`, async () => {
      await applyPolicies(stage, example);

      const { code, report } = await stage.netproof.matrix(exampleFile(example, 'matrix.yaml'), index === 0 ? [] : ['--no-canary']);

      expect(report.canary?.diagnosis.kind).to.equal(index === 0 ? 'enforces-nothing' : undefined);
      const denies = report.cells.filter(({ intent }) => intent?.verdict === 'deny');
      expect(denies.filter(({ status }) => status !== 'leak').map(({ cell }) => cell.id)).to.deep.equal([]);
      expect(report.counts).to.include({ overblock: 0, inconclusive: 0, vacuous: 0, policyMismatch: 0 });
      expect(report.headline).to.match(/^This cluster enforces no NetworkPolicy/);
      expect(code).to.equal(1);
      expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
    });
  }

  it('defence-in-depth: admission that refuses the image is told from a blocked packet, before anything is probed', async () => {
    const { code, stdout, stderr } = await runUnderAdmission(stage, 'defence-in-depth', 'trusted-images.yaml');

    expect(stderr).to.match(/Cannot create a probe pod in namespace "(?:portal|ledger)": .*ValidatingAdmissionPolicy 'trusted-images'.*untrusted image among localhost\/netproof:test/);
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });

  it('owasp-k07: the API server refuses the policy as it was published, for the reason that netproof names', async () => {
    const file = exampleFile('owasp-k07', 'as-published.yaml');

    expect((await rejection(stage.kubectl(['create', '--dry-run=server', '-f', file]))).message).to.match(/cannot unmarshal array into .*matchLabels of type string/);
    expect(await stage.netproof(['policies', 'check', '-f', file])).to.include({ code: 2, stdout: '' }).and.have.property('stderr').match(/as-published\.yaml:12:7: spec\.podSelector\.matchLabels\.policyTypes: /);
  });
});
