import { expect } from 'chai';
import { headlineOf } from '../../../src/compare/headline.ts';
import { countCells, exitCodeOf } from '../../../src/compare/outcome.ts';
import type { CellResult, Finding } from '../../../src/model/report.ts';
import type { Path } from '../../../src/model/cell.ts';
import type { DestinationObservation } from '../../../src/model/observation.ts';
import { allow, deny, recordingOf } from '../../support/recording.ts';
import { leftOpen } from '../../support/three-ways.ts';

type Told = readonly [intent: 'allow' | 'deny', status: CellResult['status'], more?: { readonly path?: Path; readonly evidence?: 'strong' | 'weak'; readonly policy?: 'allow' | 'deny' | 'open'; readonly seen?: readonly Pick<DestinationObservation, 'state' | 'doubt'>[] }];

const verdicts = { allow, deny, open: leftOpen } as const;
const destinationOf = (seen: Pick<DestinationObservation, 'state' | 'doubt'>): DestinationObservation => ({ label: 'redis', address: '10.0.2.1:6379', tally: { attempts: 10, open: 0, last: 'timed-out', firstAttemptMs: 0 }, ...seen });

const results = (told: readonly Told[]): CellResult[] =>
  recordingOf({ cells: told.map((_, index) => ({ target: `t${index}` })) }).plan.cells.flatMap(({ cell }, index) => {
    const [intent, status, more] = told[index] ?? [];
    if (intent === undefined || status === undefined) return [];
    return [{ cell: { ...cell, path: more?.path ?? 'pod-ip' }, intent: intent === 'allow' ? allow : deny, status, ...(more?.evidence === undefined ? {} : { evidence: more.evidence }), ...(more?.policy === undefined ? {} : { policy: verdicts[more.policy] }), ...(more?.seen === undefined ? {} : { reality: { cell: cell.id, destinations: more.seen.map(destinationOf) } }) }];
  });

const exposure: Finding = { kind: 'startup-exposure', cell: 'c', message: 'm' };
const calm = { strict: false, interrupted: false, brokeOff: false };
const interrupted = { ...calm, interrupted: true, brokeOff: true };
const brokeOff = { ...calm, brokeOff: true };
const strict = { ...calm, strict: true };

interface Case {
  readonly name: string;
  readonly told: readonly Told[];
  readonly findings?: readonly Finding[];
  readonly options?: typeof calm;
  readonly policies?: number;
  readonly code: number;
  readonly headline: string;
}

const held: Told = ['deny', 'conforms', { evidence: 'strong' }];
const granted: Told = ['allow', 'conforms'];
const vacuous: Told = ['deny', 'vacuous', { path: 'direct' }];
const unknown: Told = ['deny', 'inconclusive'];
const leak: Told = ['deny', 'leak'];
const overblock: Told = ['allow', 'overblock'];
const permitted: Told = ['deny', 'leak', { policy: 'allow' }];
const ignored: Told = ['deny', 'leak', { policy: 'deny' }];
const leftToCni: Told = ['deny', 'leak', { policy: 'open' }];
const silent = { state: 'inconclusive', doubt: 'target-not-proven' } as const;
const blocked = (policy: 'allow' | 'deny', ...seen: readonly Pick<DestinationObservation, 'state' | 'doubt'>[]): Told => ['allow', 'overblock', { policy, seen }];
const mismatch: Finding = { kind: 'policy-mismatch', cell: 'c', message: 'm' };

const cases: readonly Case[] = [
  { name: 'a leak that policy permits', told: [held, permitted], code: 1, headline: 'The cluster does not do what the matrix says: 1 leak in 2 cells, all as the NetworkPolicies say: they are what is to be mended.' },
  { name: 'a leak that policy denies', told: [held, ignored], code: 1, headline: 'The cluster does not do what the matrix says: 1 leak in 2 cells, and the NetworkPolicies are not to blame.' },
  { name: 'leaks of both kinds', told: [held, permitted, ignored, leak], code: 1, headline: 'The cluster does not do what the matrix says: 3 leaks in 4 cells, 1 of them as the NetworkPolicies say.' },
  { name: 'nothing closed, as policies say', told: [permitted], code: 1, headline: 'Nothing is closed, and no NetworkPolicy asks for it: all 1 denies inside the cluster leaked.' },
  { name: 'every deny inside leaks, most as policies say and one that they leave open', told: [permitted, permitted, leftToCni], code: 1, headline: 'The cluster does not do what the matrix says: 3 leaks in 3 cells, 2 of them as the NetworkPolicies say.' },
  { name: 'every deny inside leaks, one against policies', told: [permitted, leftToCni, ignored], code: 1, headline: 'This cluster enforces no NetworkPolicy: all 3 denies inside the cluster leaked. Its API server stores policies that its CNI ignores.' },
  { name: 'every deny inside leaks, and policies leave all of them open', told: [leftToCni, leak], code: 1, headline: 'This cluster enforces no NetworkPolicy: all 2 denies inside the cluster leaked. Its API server stores policies that its CNI ignores.' },
  { name: 'an overblock against policies', told: [held, blocked('allow', { state: 'unreachable' })], code: 1, headline: 'The cluster does not do what the matrix says: 1 overblock in 2 cells, and the NetworkPolicies are not to blame.' },
  { name: 'an overblock of what may not be listening', told: [held, blocked('allow', silent)], code: 1, headline: 'The cluster does not do what the matrix says: 1 overblock in 2 cells.' },
  { name: 'an overblock of what may not be listening, behind one that answers', told: [held, blocked('deny', { state: 'reachable' }, silent)], code: 1, headline: 'The cluster does not do what the matrix says: 1 overblock in 2 cells.' },
  { name: 'an overblock of what may not be listening, beside one that policies ask for', told: [held, blocked('deny', { state: 'unreachable' }), blocked('allow', silent)], code: 1, headline: 'The cluster does not do what the matrix says: 2 overblocks in 3 cells, 1 of them as the NetworkPolicies say.' },
  { name: 'a policy that says other than expected', told: [held], findings: [mismatch], code: 1, headline: 'No leak and no overblock seen in 1 cell, but of 1 the NetworkPolicies say other than the matrix.' },
  { name: 'nothing', told: [], code: 2, headline: 'Nothing was probed: there is no cell.' },
  { name: 'all conforms', told: [held, granted], code: 0, headline: 'The cluster does what the matrix says: 2 of 2 cells conform, 1 of them denies with live controls.' },
  { name: 'all conforms, some on weak evidence', told: [held, ['deny', 'conforms', { evidence: 'weak' }]], code: 0, headline: 'The cluster does what the matrix says: 2 of 2 cells conform, 2 of them denies with live controls (1 on weak evidence).' },
  { name: 'no deny at all', told: [granted], code: 0, headline: 'The cluster does what the matrix says: 1 of 1 cells conform, 0 of them denies with live controls.' },
  { name: 'one deny among others is vacuous', told: [held, vacuous], code: 0, headline: 'The cluster does what the matrix says: 1 of 2 cells conform, 1 of them denies with live controls, 1 vacuous.' },
  { name: 'every deny is vacuous', told: [granted, vacuous, vacuous], code: 3, headline: 'Nothing was proven: where 2 denies had to hold, nobody is there to reach.' },
  { name: 'the only deny is vacuous', told: [vacuous], code: 3, headline: 'Nothing was proven: where 1 deny had to hold, nobody is there to reach.' },
  { name: 'one cell is inconclusive', told: [held, unknown], code: 3, headline: 'No leak and no overblock seen, but 1 cell of 2 could not be judged.' },
  { name: 'a vacuous and an inconclusive deny', told: [vacuous, unknown], code: 3, headline: 'No leak and no overblock seen, but 1 cell of 2 could not be judged.' },
  { name: 'a leak among denies that hold', told: [held, leak], code: 1, headline: 'The cluster does not do what the matrix says: 1 leak in 2 cells.' },
  { name: 'a leak, whatever else there is', told: [leak, unknown, vacuous, held], code: 1, headline: 'The cluster does not do what the matrix says: 1 leak in 4 cells.' },
  { name: 'overblocks only', told: [held, overblock, overblock], code: 1, headline: 'The cluster does not do what the matrix says: 2 overblocks in 3 cells.' },
  { name: 'a leak and an overblock', told: [held, leak, overblock], code: 1, headline: 'The cluster does not do what the matrix says: 1 leak and 1 overblock in 3 cells.' },
  { name: 'every deny inside leaks', told: [leak, leak, ['deny', 'conforms', { path: 'direct' }]], code: 1, headline: 'This cluster enforces no NetworkPolicy: all 2 denies inside the cluster leaked. Its API server stores policies that its CNI ignores.' },
  { name: 'every deny inside leaks, and there is no policy', told: [leak, leak], policies: 0, code: 1, headline: 'Nothing is closed, and no NetworkPolicy asks for it: all 2 denies inside the cluster leaked.' },
  { name: 'a startup exposure', told: [held], findings: [exposure], code: 0, headline: 'The cluster does what the matrix says: 1 of 1 cells conform, 1 of them denies with live controls.' },
  { name: 'a startup exposure with --strict', told: [held], findings: [exposure], options: strict, code: 1, headline: '1 cell of 1 came out closed in the end, but was open at first: with --strict that is a failure.' },
  { name: 'a startup exposure with --strict, and an inconclusive cell', told: [held, unknown], findings: [exposure], options: strict, code: 1, headline: '1 cell of 2 came out closed in the end, but was open at first: with --strict that is a failure.' },
  { name: '--strict without an exposure', told: [held], options: strict, code: 0, headline: 'The cluster does what the matrix says: 1 of 1 cells conform, 1 of them denies with live controls.' },
];

describe('exitCodeOf() and headlineOf()', () => {
  for (const { name, told, findings = [], options = calm, policies = 1, code, headline } of cases) {
    it(`give ${code} and say why for: ${name}`, () => {
      const all = results(told);
      const counts = countCells(all, findings, 0);
      expect([exitCodeOf(all, counts, options), headlineOf(all, counts, { ...options, policies })]).to.deep.equal([code, headline]);
    });
  }
});

describe('exitCodeOf()', () => {
  const codes: readonly [name: string, told: readonly Told[], options: typeof calm, code: number][] = [
    ['interrupted, though all conforms', [held], interrupted, 130],
    ['interrupted with a leak', [leak], interrupted, 130],
    ['broken off, though all conforms', [held], brokeOff, 3],
    ['broken off with a leak', [leak], brokeOff, 1],
    ['broken off, all vacuous', [vacuous], brokeOff, 3],
    ['interrupted before there was a cell', [], interrupted, 130],
  ];
  for (const [name, told, options, code] of codes) {
    it(`gives ${code} where the run was ${name}`, () => {
      const all = results(told);
      expect(exitCodeOf(all, countCells(all, [], 0), options)).to.equal(code);
    });
  }

  it('gives 0 only where at least one cell conforms and none is inconclusive', () => {
    const kinds: readonly Told[] = [held, granted, vacuous, unknown, leak, overblock];
    for (const a of kinds) {
      for (const b of kinds) {
        const all = results([a, b]);
        const counts = countCells(all, [], 0);
        if (exitCodeOf(all, counts, calm) === 0) expect([counts.conforms > 0, counts.conforms + counts.vacuous]).to.deep.equal([true, 2]);
      }
    }
  });
});

describe('countCells()', () => {
  it('counts every cell once, exposures by findings, and skips apart', () => {
    const all = results([held, granted, vacuous, unknown, leak, overblock]);
    expect(countCells(all, [exposure, { ...exposure, kind: 'leak' }], 7)).to.deep.equal({ cells: 6, conforms: 2, leak: 1, overblock: 1, inconclusive: 1, vacuous: 1, policyMismatch: 0, startupExposure: 1, skipped: 7 });
  });
});
