/** Intent, policy and packets: what each combination is called, by whose fault, and how the run ends. */
import { expect } from 'chai';
import { compare } from '../../../src/compare/compare.ts';
import type { RunReport } from '../../../src/model/report.ts';
import { leftOpen, recordingOfWays, saidBy } from '../../support/three-ways.ts';
import type { Opinions } from '../../support/three-ways.ts';

const reportOf = (...opinions: readonly Opinions[]): RunReport => compare(recordingOfWays(opinions), { strict: false });
const told = ({ cells, findings, exitCode }: RunReport): string => `${cells.map(({ status }) => status).join()}; ${findings.map(({ kind }) => kind).join() || 'nothing'}; ${exitCode}`;
const { allow, deny } = saidBy;

const cases: readonly [opinions: Opinions, expected: string, says?: RegExp][] = [
  [{ intent: 'deny', policy: deny, reality: 'closed' }, 'conforms; nothing; 0'],
  [{ intent: 'deny', policy: deny, reality: 'open' }, 'leak; leak; 1', /must be closed, and is open.*data\/redis ingress denies it.*the CNI does not enforce it$/],
  [{ intent: 'deny', policy: deny, reality: 'unknown' }, 'inconclusive; inconclusive; 3'],
  [{ intent: 'deny', policy: allow, reality: 'closed' }, 'conforms; policy-mismatch; 1', /you expect deny, but data\/redis ingress rule 2 allows it; packets did not get through all the same/],
  [{ intent: 'deny', policy: allow, reality: 'open' }, 'leak; leak; 1', /must be closed, and is open.*data\/redis ingress rule 2 allows it$/],
  [{ intent: 'deny', policy: allow, reality: 'unknown' }, 'inconclusive; policy-mismatch,inconclusive; 1', /you expect deny, but data\/redis ingress rule 2 allows it$/],
  [{ intent: 'allow', policy: allow, reality: 'open' }, 'conforms; nothing; 0'],
  [{ intent: 'allow', policy: allow, reality: 'closed' }, 'overblock; overblock; 1', /must be open, and is closed.*data\/redis ingress rule 2 allows it, so the CNI, or something else on the way, blocks what policy allows$/],
  [{ intent: 'allow', policy: deny, reality: 'open' }, 'conforms; policy-mismatch; 1', /you expect allow, but data\/redis ingress denies it.*got through all the same: the CNI does not enforce it$/],
  [{ intent: 'allow', policy: deny, reality: 'closed' }, 'overblock; overblock; 1', /must be open, and is closed.*data\/redis ingress denies it: no rule lets it through$/],
  [{ policy: deny, reality: 'closed' }, 'conforms; nothing; 0'],
  [{ policy: deny, reality: 'open' }, 'leak; leak; 1', /data\/redis ingress denies it.*the CNI does not enforce it$/],
  [{ policy: allow, reality: 'open' }, 'conforms; nothing; 0'],
  [{ policy: allow, reality: 'closed' }, 'overblock; overblock; 1', /the CNI, or something else on the way, blocks what policy allows$/],
  [{ policy: deny, reality: 'unknown' }, 'inconclusive; inconclusive; 3'],
  [{ intent: 'deny', policy: leftOpen, reality: 'open' }, 'leak; leak; 1', /must be closed, and is open(?!.*(?:policy|CNI)).*$/],
  [{ intent: 'allow', policy: leftOpen, reality: 'open' }, 'conforms; nothing; 0'],
  [{ intent: 'deny', reality: 'closed' }, 'conforms; nothing; 0'],
];

describe('compare(), three ways', () => {
  for (const [opinions, expected, says] of cases) {
    const { intent = 'nothing', policy, reality } = opinions;
    const said = policy === undefined ? 'nothing' : policy.basis === 'undefined' ? 'either' : policy.verdict;
    it(`intent ${intent}, policy ${said}, packets ${reality}: ${expected}`, () => {
      const report = reportOf(opinions);
      expect(told(report)).to.equal(expected);
      expect(report.findings[0]?.message ?? '').to.match(says ?? /^/);
      expect(report.counts.policyMismatch).to.equal(expected.includes('policy-mismatch') ? 1 : 0);
    });
  }

  it('blames one party for each finding: never the CNI for what policy allows, nor policy for what it denies', () => {
    for (const [opinions] of cases.filter(([{ policy }]) => policy?.basis === 'specified')) {
      const { intent, policy, reality } = opinions;
      for (const { kind, message } of reportOf(opinions).findings.filter(({ kind: one }) => one !== 'inconclusive')) {
        const disobeyed = (reality === 'open') !== (policy?.verdict === 'allow') && reality !== 'unknown';
        expect(/CNI|something else/.test(message), `${intent} ${policy?.verdict} ${reality} ${kind}`).to.equal(disobeyed);
      }
    }
  });

  it('holds packets against intent where there is one, and never scores twice', () => {
    for (const [opinions] of cases) {
      const { counts, cells } = reportOf(opinions);
      expect(counts.conforms + counts.leak + counts.overblock + counts.inconclusive + counts.vacuous).to.equal(cells.length);
      expect(cells[0]?.intent?.verdict).to.equal(opinions.intent);
      expect(cells[0]?.policy).to.deep.equal(opinions.policy);
    }
  });

  const headlines: readonly [name: string, opinions: readonly Opinions[], headline: RegExp][] = [
    ['policies say other than the matrix, and packets obey the matrix', [{ intent: 'deny', policy: allow, reality: 'closed' }, { intent: 'allow', policy: allow, reality: 'open' }], /^No leak and no overblock seen in 2 cells, but of 1 the NetworkPolicies say other than the matrix\.$/],
    ['all that leaks is denied by policies', [{ policy: deny, reality: 'open' }, { policy: deny, reality: 'closed' }], /^The cluster does not do what the matrix says: 1 leak in 2 cells, and the NetworkPolicies are not to blame\.$/],
    ['all that leaks is allowed by policies', [{ intent: 'deny', policy: allow, reality: 'open' }, { intent: 'deny', policy: deny, reality: 'closed' }], /all as the NetworkPolicies say: they are what is to be mended\.$/],
    ['nothing is enforced', [{ policy: deny, reality: 'open' }, { policy: allow, reality: 'open' }], /^This cluster enforces no NetworkPolicy: all 1 denies/],
    ['nothing is closed, as policies say', [{ intent: 'deny', policy: allow, reality: 'open' }], /^Nothing is closed, and no NetworkPolicy asks for it/],
    ['all is as it must be', [{ policy: deny, reality: 'closed' }, { intent: 'allow', policy: allow, reality: 'open' }], /^The cluster does what the matrix says: 2 of 2 cells conform/],
  ];
  for (const [name, opinions, headline] of headlines) {
    it(`has a headline where ${name}`, () => expect(reportOf(...opinions).headline).to.match(headline));
  }
});
