import { expect } from 'chai';
import { judge } from '../../../src/compare/judge.ts';
import type { Doubt, DestinationObservation, Evidence } from '../../../src/model/observation.ts';
import type { Liveness, PlannedCell } from '../../../src/model/plan.ts';
import { recordingOf } from '../../support/recording.ts';
import { saidBy } from '../../support/three-ways.ts';

const strength = (value: Evidence['strength']): Evidence => ({ strength: value, by: 'somebody' });
const seen = (state: DestinationObservation['state'], more: Partial<DestinationObservation> = {}): DestinationObservation => ({
  label: 'redis',
  address: '10.0.2.1:6379',
  state,
  tally: { attempts: 10, open: state === 'reachable' || state === 'intermittent' ? 4 : 0, last: 'timed-out', firstAttemptMs: 0 },
  ...(state === 'unreachable' ? { evidence: { probe: strength('strong'), path: strength('strong'), target: strength('strong') } } : {}),
  ...more,
});
const doubtful = (doubt: Doubt): DestinationObservation => seen('inconclusive', { doubt, reason: `because of ${doubt}` });
const weak = seen('unreachable', { evidence: { probe: strength('strong'), path: strength('strong'), target: strength('weak') } });

const plan = (intent: 'allow' | 'deny', count: number, liveness: Liveness): PlannedCell => {
  const [planned] = recordingOf({ cells: [{ intent, destinations: Array.from({ length: count }, () => ({ liveness })) }] }).plan.cells;
  if (planned === undefined) throw new Error('there is no cell');
  return planned;
};
const judged = (intent: 'allow' | 'deny', destinations: readonly DestinationObservation[], liveness: Liveness = 'readiness') => {
  const planned = plan(intent, destinations.length, liveness);
  return judge(planned, { cell: planned.cell.id, destinations }, { namespace: 'app', labels: { app: 'web' } });
};

const message = (intent: 'allow' | 'deny', destinations: readonly DestinationObservation[]): string | undefined => judged(intent, destinations).findings[0]?.message;

const open = seen('reachable');
const shut = seen('unreachable');
const some = seen('intermittent');
const young = seen('reachable', { doubt: 'not-final', reason: "open until 2 300 ms of the pod's life; policy may take effect later" });

const outside = (intent: 'allow' | 'deny', destinations: readonly DestinationObservation[]) => {
  const [planned] = recordingOf({ cells: [{ intent, path: 'direct', destinations: destinations.map(() => ({ liveness: 'reached-only' as const })) }] }).plan.cells;
  if (planned === undefined) throw new Error('there is no cell');
  return judge(planned, { cell: planned.cell.id, destinations }, { namespace: 'app', labels: {} });
};

describe('judge()', () => {
  const cases: readonly [name: string, destinations: readonly DestinationObservation[], deny: string, allow: string][] = [
    ['nothing', [], 'inconclusive', 'inconclusive'],
    ['open', [open], 'leak', 'conforms'],
    ['closed', [shut], 'conforms', 'overblock'],
    ['closed on weak evidence', [weak], 'conforms', 'overblock'],
    ['now and then open', [some], 'leak', 'inconclusive'],
    ['open, with losses', [seen('reachable', { lossy: true })], 'leak', 'conforms'],
    ['now and then open, nearly always', [seen('intermittent', { tally: { attempts: 10, open: 9, last: 'connected (echo)', firstAttemptMs: 0 } })], 'leak', 'inconclusive'],
    ['open, and may close yet', [young], 'inconclusive', 'conforms'],
    ['now and then open, and may close yet', [{ ...young, state: 'intermittent' }], 'inconclusive', 'inconclusive'],
    ['open for good beside what may close yet', [young, open], 'leak', 'conforms'],
    ['closed beside what may close yet', [shut, young], 'inconclusive', 'overblock'],
    ['nobody there beside what may close yet', [doubtful('nobody-there'), young], 'inconclusive', 'inconclusive'],
    ['endpoint-open', [doubtful('endpoint-open')], 'inconclusive', 'overblock'],
    ['one of three open', [shut, open, shut], 'leak', 'overblock'],
    ['one of two now and then open', [shut, some], 'leak', 'overblock'],
    ['open and now and then open', [open, some], 'leak', 'inconclusive'],
    ['open and unknown', [open, doubtful('not-settled')], 'leak', 'inconclusive'],
    ['closed and unknown', [shut, doubtful('not-settled')], 'inconclusive', 'overblock'],
    ['closed, and nobody there', [shut, doubtful('nobody-there')], 'vacuous', 'overblock'],
    ['open, and nobody there', [open, doubtful('nobody-there')], 'leak', 'inconclusive'],
    ['nobody there', [doubtful('nobody-there')], 'vacuous', 'inconclusive'],
    ['nobody there, and unknown', [doubtful('nobody-there'), doubtful('changed')], 'inconclusive', 'inconclusive'],
    ['target-not-proven', [doubtful('target-not-proven')], 'inconclusive', 'overblock'],
    ['source-reaches-nothing', [doubtful('source-reaches-nothing')], 'inconclusive', 'overblock'],
    ...(['probe-not-proven', 'path-not-proven', 'not-settled', 'intercepted', 'changed', 'altered', 'not-run'] as const).map(
      (doubt): [string, DestinationObservation[], string, string] => [doubt, [doubtful(doubt)], 'inconclusive', 'inconclusive'],
    ),
  ];
  for (const [name, destinations, deny, allow] of cases) {
    it(`gives ${deny} on a deny, ${allow} on an allow, for ${name}`, () => {
      expect([judged('deny', destinations).result.status, judged('allow', destinations).result.status]).to.deep.equal([deny, allow]);
    });
  }

  describe('of a list of addresses outside, of which some may be nobody\'s', () => {
    const absent = doubtful('nobody-there');

    it('takes those for no loss on an allow, where another one answers', () => {
      expect(outside('allow', [open, absent]).result.status).to.equal('conforms');
      expect(outside('allow', [absent, absent]).result.status).to.equal('inconclusive');
      expect(outside('allow', [open, doubtful('path-not-proven')]).result.status).to.equal('inconclusive');
    });

    it('names them beside the addresses at which a deny is proven', () => {
      const { findings, result } = outside('deny', [shut, absent]);
      expect([result.status, result.evidence]).to.deep.equal(['conforms', 'strong']);
      expect(findings.map(({ kind }) => kind)).to.deep.equal(['vacuous']);
      expect(findings[0]?.message).to.match(/is closed, but nobody is there \(1 of 2 destinations\): redis at/);
      expect(outside('deny', [open, absent]).findings.map(({ kind }) => kind)).to.deep.equal(['leak']);
      expect(outside('deny', [absent, absent]).result.status).to.equal('vacuous');
    });
  });

  it('blames no policy where a stand-in of ours did not prove itself', () => {
    expect(judged('allow', [doubtful('target-not-proven')], 'stand-in').result.status).to.equal('inconclusive');
    expect(judged('allow', [doubtful('source-reaches-nothing')], 'stand-in').result.status).to.equal('overblock');
  });

  describe('of a closed allow, of which policy says something,', () => {
    const blaming: readonly [name: string, policy: 'allow' | 'deny', destinations: readonly DestinationObservation[], said: RegExp][] = [
      ['blames the CNI where somebody listens', 'allow', [shut], /data\/redis ingress rule 2 allows it, so the CNI, or something else on the way, blocks what policy allows$/],
      ['blames nobody where nobody may be listening', 'allow', [doubtful('target-not-proven')], /the target may not be listening: because of target-not-proven$/],
      ['nor where one of several answers', 'allow', [open, doubtful('target-not-proven')], /the target may not be listening: because of target-not-proven$/],
      ['names the policy that denies, listening or not', 'deny', [doubtful('target-not-proven')], /because of target-not-proven; data\/redis ingress denies it: no rule lets it through$/],
      ['blames the CNI on any other doubt', 'allow', [doubtful('endpoint-open')], /, so the CNI, or something else on the way, blocks what policy allows$/],
    ];
    for (const [name, verdict, destinations, said] of blaming) {
      it(name, () => {
        const planned = { ...plan('allow', destinations.length, 'readiness'), policy: saidBy[verdict] };
        const { findings } = judge(planned, { cell: planned.cell.id, destinations }, { namespace: 'app', labels: {} });
        expect(findings.map(({ kind }) => kind)).to.deep.equal(['overblock']);
        expect(findings[0]?.message).to.match(said);
      });
    }
  });

  it('names the weakest evidence of all destinations, on a deny that held only', () => {
    expect([judged('deny', [shut]), judged('deny', [shut, weak]), judged('deny', [open]), judged('allow', [open])].map(({ result }) => result.evidence)).to.deep.equal(['strong', 'weak', undefined, undefined]);
  });

  it('calls a deny on weak evidence inconclusive where strong evidence is asked for, and says what is weak', () => {
    const planned = plan('deny', 2, 'readiness');
    const ask = (destinations: readonly DestinationObservation[], requireEvidence: 'weak' | 'strong') => judge(planned, { cell: planned.cell.id, destinations }, { namespace: 'app', labels: {} }, { requireEvidence });
    expect([ask([shut, weak], 'weak'), ask([shut, weak], 'strong'), ask([shut, shut], 'strong')].map(({ result }) => [result.status, result.evidence])).to.deep.equal([
      ['conforms', 'weak'],
      ['inconclusive', undefined],
      ['conforms', 'strong'],
    ]);
    expect(ask([shut, weak], 'strong').findings.map(({ message: said }) => said)).to.deep.equal([
      'web -> redis TCP/6379 could not be judged (1 of 2 destinations): redis at 10.0.2.1:6379; closed, but the evidence for the target is weak (somebody); strong would be another source that reaches it at the same time, or a stand-in with its labels',
    ]);
    expect(ask([open, weak], 'strong').result.status).to.equal('leak');
  });

  it('finds nothing where all is as it must be', () => {
    expect([judged('deny', [shut]).findings, judged('allow', [open]).findings]).to.deep.equal([[], []]);
  });

  describe('says in one sentence', () => {
    const sentences: readonly [name: string, said: string | undefined, words: string][] = [
      ['a leak', message('deny', [open]), 'web -> redis TCP/6379 must be closed, and is open: redis at 10.0.2.1:6379; 4 of 10 attempts got through, the last: timed-out'],
      ['a leak of one of three', message('deny', [shut, open, shut]), 'web -> redis TCP/6379 must be closed, and is open (1 of 3 destinations): redis at 10.0.2.1:6379; 4 of 10 attempts got through, the last: timed-out'],
      ['an overblock', message('allow', [shut]), 'web -> redis TCP/6379 must be open, and is closed: redis at 10.0.2.1:6379; 0 of 10 attempts got through, the last: timed-out'],
      ['an overblock of a target that may be dead', message('allow', [doubtful('target-not-proven')]), 'web -> redis TCP/6379 must be open, and is closed: redis at 10.0.2.1:6379; 0 of 10 attempts got through, the last: timed-out; the target may not be listening: because of target-not-proven'],
      ['an overblock of a silent source', message('allow', [doubtful('source-reaches-nothing')]), 'web -> redis TCP/6379 must be open, and is closed: redis at 10.0.2.1:6379; 0 of 10 attempts got through, the last: timed-out; this source reached nothing at all'],
      ['a vacuous deny', message('deny', [doubtful('nobody-there')]), 'web -> redis TCP/6379 is closed, but nobody is there: redis at 10.0.2.1:6379; because of nobody-there'],
      ['what could not be judged', message('deny', [doubtful('changed')]), 'web -> redis TCP/6379 could not be judged: redis at 10.0.2.1:6379; because of changed'],
      ['what may close yet', message('deny', [young]), "web -> redis TCP/6379 could not be judged: redis at 10.0.2.1:6379; open until 2 300 ms of the pod's life; policy may take effect later"],
      ['what was not dialled', message('deny', [{ ...doubtful('not-run'), address: '' }]), 'web -> redis TCP/6379 could not be judged: redis; because of not-run'],
      ['that there was nothing', message('deny', []), 'web -> redis TCP/6379 could not be judged: nothing was dialled'],
    ];
    for (const [name, said, words] of sentences) it(name, () => expect(said).to.equal(words));
  });

  it('shows how to see a leak and an overblock, not what could not be judged', () => {
    expect(judged('deny', [shut, open]).findings[0]?.reproduce).to.match(/^kubectl run .* 10\.0\.2\.1 6379$/);
    expect(judged('allow', [shut]).findings[0]?.reproduce).to.match(/^kubectl run /);
    expect(judged('deny', [open], 'stand-in').findings[0], 'a stand-in is gone by then').to.not.have.property('reproduce');
    expect(judged('deny', [doubtful('changed')]).findings[0]).to.not.have.property('reproduce');
  });

  it('says nothing of what policy said before it changed', () => {
    const kinds = (doubt: Doubt): string[] => judge({ ...plan('deny', 1, 'readiness'), policy: saidBy.allow }, { cell: 'c', destinations: [doubtful(doubt)] }, { namespace: 'app', labels: {} }).findings.map(({ kind }) => kind);
    expect([kinds('changed'), kinds('not-settled')]).to.deep.equal([['inconclusive'], ['inconclusive', 'policy-mismatch']]);
    expect(judged('allow', [{ ...doubtful('target-not-proven'), address: '' }]).findings[0]).to.not.have.property('reproduce');
  });

  describe('with a destination that was open at first', () => {
    const exposed = seen('unreachable', { exposure: { firstMs: 20, lastMs: 1234 }, tally: { attempts: 90, open: 20, last: 'timed-out', firstAttemptMs: 12 } });

    it('finds a startup exposure beside a deny that conforms', () => {
      const { result, findings } = judged('deny', [shut, exposed]);
      expect([result.status, findings.map(({ kind }) => kind)]).to.deep.equal(['conforms', ['startup-exposure']]);
      expect(findings[0]?.message).to.equal("web -> redis TCP/6379 was open from 20 ms to 1 234 ms of the pod's life (first attempt at 12 ms; what came before was invisible), then closed: redis at 10.0.2.1:6379");
    });

    it('finds it beside a leak of another destination', () => {
      expect(judged('deny', [open, exposed]).findings.map(({ kind }) => kind)).to.deep.equal(['leak', 'startup-exposure']);
    });

    it('finds none where it is not proven that it closed, nor on an allow', () => {
      expect(judged('deny', [{ ...doubtful('target-not-proven'), exposure: { firstMs: 0, lastMs: 1 } }]).findings.map(({ kind }) => kind)).to.deep.equal(['inconclusive']);
      expect(judged('allow', [exposed]).findings.map(({ kind }) => kind)).to.deep.equal(['overblock']);
    });
  });
});
