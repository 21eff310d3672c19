/** The battery on a CNI that enforces, on one that does not, and on one that is wrong in ways that some cases look for. */
import { expect } from 'chai';
import type { ConformanceResult } from '../../src/conformance/result/result.ts';
import type { FaultSpec } from '../enforcer/faults/spec.ts';
import { podsAndLeasesIn } from './support/leftovers.ts';
import { localImage } from './support/netproof.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const play = async (stage: Stage, ...flags: readonly string[]): Promise<{ readonly code: number | null; readonly stderr: string; readonly result: ConformanceResult }> => {
  const { code, stdout, stderr } = await stage.netproof(['conformance', '-o', 'json', ...localImage, ...flags]);
  if (stdout === '') throw new Error(`netproof printed no result (exit ${code}):\n${stderr}`);
  return { code, stderr, result: JSON.parse(stdout) as ConformanceResult };
};

const wordsOf = ({ cases }: ConformanceResult): string[] => cases.map(({ id, outcome, reason = '' }) => `${id}: ${outcome} ${reason}`);

/** Peers, ports, blocks, several policies, changes of each kind, pods that are made meanwhile. The whole battery takes longer. */
const ofEveryKind = [
  'both-ends/egress-allowed-ingress-denied',
  'fresh-pods/egress-to-one',
  'ip-blocks/except-egress',
  'named-ports/another-number-on-each-pod',
  'namespace-labels/added',
  'peers-by-both/pod-of-a-namespace',
  'pod-labels/peer-removed',
  'policy-changes/same-name-again',
  'protocols/udp-alone',
  'recreated-pods/peer',
  'selector-operators/not-in',
  'several-policies/deleted-from-the-first',
];

describe('the battery on Calico', function () {
  this.timeout(600_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'calico');
  });

  it('finds everything enforced in a case of every kind, and leaves nothing', async () => {
    const { code, stderr, result } = await play(stage, ...ofEveryKind.flatMap((name) => ['--case', name]));

    expect(wordsOf({ ...result, cases: result.cases.filter(({ outcome }) => outcome !== 'enforced') }), stderr).to.deep.equal([]);
    expect({ code, brokeOff: result.brokeOff, leftovers: result.leftovers }).to.deep.equal({ code: 0, brokeOff: undefined, leftovers: [] });
    expect(result.cases).to.have.length(ofEveryKind.length);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });

  it('says what there is where a case or a tag is not', async () => {
    expect(await stage.netproof(['conformance', ...localImage, '--case', 'ports/tree'])).to.deep.include({ code: 2 });
    expect(await stage.netproof(['conformance', ...localImage, '--tag', 'tpc'])).to.deep.include({ code: 2 });
  });
});

describe('the battery on a CNI that ignores policies', function () {
  this.timeout(600_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'none');
  });

  it('finds a leak in every case that denies something', async () => {
    const { code, stderr, result } = await play(stage, ...['isolation/default-deny-ingress', 'isolation/default-deny-egress', 'ports/one-port', 'policy-changes/updated'].flatMap((name) => ['--case', name]));

    expect(wordsOf(result).filter((words) => !words.includes(': leaks ')), stderr).to.deep.equal([]);
    expect(code).to.equal(1);
  });
});

interface Row {
  readonly fault: FaultSpec | undefined;
  readonly cases: readonly string[];
  readonly finds: readonly string[];
}

/** Each has cases that see it and cases that do not. */
const rows: readonly Row[] = [
  { fault: undefined, cases: ['isolation/default-deny-ingress', 'fresh-pods/egress-to-one'], finds: [] },
  { fault: { model: 'FM-EXCEPT', variant: 'a' }, cases: ['isolation/default-deny-ingress', 'ip-blocks/except-egress'], finds: ['ip-blocks/except-egress: leaks'] },
  { fault: { model: 'NULL-REJECT' }, cases: ['isolation/default-deny-ingress', 'isolation/default-deny-egress'], finds: [] },
];

describe('the battery on the faulty CNI', function () {
  this.timeout(300_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'faulty');
  });
  afterEach(() => stage.cluster.setFault(undefined));

  for (const { fault, cases, finds } of rows) {
    it(`${fault === undefined ? 'without a fault' : JSON.stringify(fault)}: ${finds.length === 0 ? 'nothing' : finds.join(', ')}`, async () => {
      await stage.cluster.setFault(fault);
      const { stderr, result } = await play(stage, ...cases.flatMap((name) => ['--case', name]));

      const found = result.cases.filter(({ outcome }) => outcome !== 'enforced');
      expect(found.map(({ id, outcome }) => `${id}: ${outcome}`), `${wordsOf({ ...result, cases: found }).join('\n')}\n${stderr}`).to.deep.equal(finds);
    });
  }
});
