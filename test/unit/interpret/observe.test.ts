import { expect } from 'chai';
import { observe } from '../../../src/interpret/observe.ts';
import { describeChange } from '../../../src/interpret/spoilers.ts';
import type { DestinationObservation } from '../../../src/model/observation.ts';
import type { DialStyle } from '../../../src/model/plan.ts';
import type { Change, Recording } from '../../../src/model/recording.ts';
import { recordingOf, standInOf } from '../../support/recording.ts';
import type { CellScript, Script } from '../../support/recording.ts';
import type { Span } from '../../support/streaks.ts';

const whole = { ended: true };
const bare: DialStyle = { prober: 'tcp', speak: 'nothing', pace: 'fast' };
const standIn = standInOf('redis');

const destinationsOf = (recording: Recording, options = whole): readonly DestinationObservation[] => observe(recording, options).flatMap(({ destinations }) => destinations);
const see = (script: Script, options = whole): DestinationObservation => {
  const [seen] = destinationsOf(recordingOf(script), options);
  if (seen === undefined) throw new Error('nothing was observed');
  return seen;
};
/** Its doubt, or its state if it left none. */
const answerTo = (script: Script): string => {
  const { state, doubt } = see(script);
  return doubt ?? state;
};

/** Another target of the same source, which it may reach. */
const other = (seen: CellScript['seen'], more: CellScript = {}): CellScript => ({ target: 'dns', intent: 'allow', liveness: 'reached-only', address: '10.0.2.9', style: bare, ...(seen ? { seen } : {}), ...more });

/** Single attempts that got through. */
const at = (...starts: number[]): Span[] => starts.map((start) => ['handshake', start, start + 1]);

/** Nothing comes back for nine seconds. */
const long = (witnessed: CellScript['witnessed'], settings: Script['settings'] = {}): Script => ({ cells: [{ seen: [['timed-out', 0, 9000]], ...(witnessed === undefined ? {} : { witnessed }) }], path: [['echo', 0, 9000]], self: { [standIn]: [['echo', 0, 9000]] }, accepts: { web: [[0, 9000]], [standIn]: [[0, 9000]] }, settings });
const seconds = (until: number): NonNullable<CellScript['witnessed']> => Array.from({ length: until }, (_, second) => [second * 1000, second * 1000 + 900] as const);

describe('observe()', () => {
  it('gives each cell an observation, with one entry for each destination', () => {
    const recording = recordingOf({ cells: [{ target: 'a' }, { target: 'b', destinations: [{}, {}] }, { target: 'c', destinations: [] }] });
    expect(observe(recording, whole).map(({ destinations }) => destinations.length)).to.deep.equal([1, 2, 0]);
  });

  it('tells what a deny that held rests on', () => {
    expect(see({ cells: [{}] })).to.deep.equal({
      label: 'redis-0',
      address: '10.0.9.1:6379',
      tally: { attempts: 80, open: 0, last: 'timed-out', firstAttemptMs: 0, answers: [{ fromMs: 0, toMs: 3950, open: 0, closed: 80, unclear: 0 }] },
      state: 'unreachable',
      evidence: {
        probe: { strength: 'strong', by: "the kubelet's probe was accepted" },
        path: { strength: 'strong', by: 'the control source on n1 got through to node n2' },
        target: { strength: 'strong', by: "the stand-in answered its own dial on this port and the kubelet's probe" },
      },
      held: { fromMs: 1_800_000_000_000, toMs: 1_800_000_003_750 },
    });
  });

  const gone: readonly [name: string, script: Script, reason: string][] = [
    ['its probe pod failed', { cells: [{}], failed: { web: 'ErrImageNeverPull' } }, 'the probe pod did not run: ErrImageNeverPull'],
    ['its log is not whole', { cells: [{}], flawed: { web: 'the log has no end record' } }, "the probe's log is not whole: the log has no end record"],
    ['it was never dialled', { cells: [{ notDialled: true }] }, 'the stand-in has no address of this family'],
    ['its stand-in never ran', { cells: [{ notDialled: true }], failed: { [standIn]: 'OOMKilled' } }, 'the stand-in did not run: OOMKilled'],
    ['its source has no pod', { cells: [{ notDialled: true, liveness: 'readiness' }] }, 'its source has no probe pod'],
    ['another cell has the same id', { cells: [{ liveness: 'readiness', pods: ['p'] }, { liveness: 'readiness', pods: ['p'] }] }, 'several cells have the same id, so nobody can tell their attempts apart'],
  ];
  for (const [name, script, reason] of gone) {
    it(`says of a destination that it was not run where ${name}`, () => {
      const { state, doubt, reason: said, tally } = see(script);
      expect([state, doubt, said, tally.attempts]).to.deep.equal(['inconclusive', 'not-run', reason, 0]);
    });
  }

  it('has nothing to say where the log is missing altogether', () => {
    const recording = recordingOf({ cells: [{}] });
    expect(destinationsOf({ ...recording, logs: [] })[0]).to.include({ doubt: 'not-run', reason: "the probe's log is not whole: there is none" });
  });

  it('takes a log without its end while the probes still run, for source and stand-in', () => {
    const flawed = { web: 'the log has no end record', [standIn]: 'the log has no end record' };
    expect(see({ cells: [{}], flawed }, { ended: false }).state).to.equal('unreachable');
  });

  it('believes no echo but that of the stand-in that was dialled', () => {
    expect(see({ cells: [{ seen: [['echo', 0, 4000]] }] }).state).to.equal('reachable');
    expect(see({ cells: [{ seen: [['echo', 0, 4000]], answeredBy: 'id-of-somebody' }] }).doubt).to.equal('not-settled');
  });

  describe('with a witness', () => {
    const cases: readonly [name: string, cell: CellScript, answer: string][] = [
      ['a nonce that arrived although nothing came back', { witnessed: [[2000, 2000]] }, 'intermittent'],
      ['no nonce', {}, 'unreachable'],
      ['a nonce of the opening, on a clock that is a little late', { seen: [['echo', 0, 800], ['timed-out', 800, 4000]], witnessed: [[100, 900]] }, 'unreachable'],
      ['a nonce right after the opening, on a clock that is late', { seen: [['echo', 0, 800], ['timed-out', 800, 4000]], witnessed: [[1000, 1000]] }, 'unreachable'],
      ['a nonce long after the opening', { seen: [['echo', 0, 800], ['timed-out', 800, 4000]], witnessed: [[100, 900], [2500, 2500]] }, 'intermittent'],
      ['a nonce of the handshake with which the opening ended', { seen: [['silent', 0, 100], ['timed-out', 100, 4000]], witnessed: [[0, 50]] }, 'unreachable'],
      ['a nonce, but handshakes only', { seen: [['silent', 0, 4000]], witnessed: [[50, 900], [2000, 2900]] }, 'intermittent'],
      ['nonces of a young pod, but handshakes only', { seen: [['silent', 0, 4000]], witnessed: [[50, 900]] }, 'not-final'],
      ['a nonce of a young pod, and nothing for long after', { witnessed: [[300, 300]] }, 'unreachable'],
      ['a nonce of a young pod, and too little after', { witnessed: [[1480, 1480]] }, 'not-final'],
      ['nonces of a young pod and of an older one', { witnessed: [[300, 300], [3000, 3000]] }, 'intermittent'],
      ['no nonce, and handshakes only', { seen: [['silent', 0, 4000]] }, 'not-settled'],
      ['a nonce by UDP', { transport: 'UDP', witnessed: [[2000, 2000]] }, 'intermittent'],
    ];
    for (const [name, cell, answer] of cases) it(`gives ${answer} for ${name}`, () => expect(answerTo({ cells: [cell] })).to.equal(answer));

    it('takes a nonce for a leak where it had been closed for good, however long nothing follows', () => {
      expect(answerTo(long([[2000, 2000]]))).to.equal('intermittent');
      expect(answerTo(long([[300, 300], [4000, 4000]]))).to.equal('intermittent');
    });

    it('takes nonces for an opening that may close yet where they had come all the time', () => {
      expect(answerTo(long(seconds(5)))).to.equal('unreachable');
      expect(answerTo(long(seconds(8), { openDeadlineMs: 10_000 }))).to.equal('not-final');
    });

    describe('that may be lying', () => {
      const friend: CellScript = { source: 'friend', intent: 'allow', seen: [['echo', 0, 4000]] };
      const elsewhere: CellScript = { target: 'mysql' };
      const lies: readonly [name: string, pod: string, nonce: string, answer: string][] = [
        ['this very nonce', standIn, 'nonce-0', 'intermittent'],
        ['a nonce that nobody has', standIn, 'nonce-of-nobody', 'unreachable'],
        ['a nonce of another run, of which there are 2^128', standIn, 'f'.repeat(32), 'unreachable'],
        ['the nonce with the number of an attempt', standIn, 'nonce-0.1', 'unreachable'],
        ['a nonce that begins alike', standIn, 'nonce-', 'unreachable'],
        ["the nonce of another source's dial", standIn, 'nonce-1', 'unreachable'],
        ["the nonce of the source's dial elsewhere", standIn, 'nonce-2', 'unreachable'],
        ['this very nonce, but told by another stand-in', standInOf('mysql'), 'nonce-0', 'unreachable'],
        ['this very nonce, but told by the source', 'web', 'nonce-0', 'unreachable'],
        ['this very nonce, but told by another source', 'friend', 'nonce-0', 'unreachable'],
      ];
      for (const [name, pod, nonce, answer] of lies) {
        it(`gives ${answer} for ${name}`, () => {
          const recording = recordingOf({ cells: [{}, friend, elsewhere], extra: { [pod]: [{ t: 'witness', protocol: 'tcp', port: 6379, nonce, from: '10.0.1.9', n: 40, firstMs: 2000, lastMs: 2900 }] } });
          expect(recording.dials.slice(0, 3).map((dial) => dial.nonce)).to.deep.equal(['nonce-0', 'nonce-1', 'nonce-2']);
          expect(destinationsOf(recording)[0]?.state).to.equal(answer);
        });
      }
    });

    it('leaves out what arrived after observation ended', () => {
      expect(answerTo({ cells: [{ witnessed: [[3500, 3500]] }], untilMs: 3400 })).to.equal('unreachable');
    });
  });

  describe('at the end of observation', () => {
    it('leaves out attempts that ended while pods were being stopped', () => {
      const cells: CellScript[] = [{ seen: [['echo', 0, 3000], ['refused', 3000, 3400]] }];
      expect(answerTo({ cells })).to.equal('not-settled');
      expect(answerTo({ cells, untilMs: 2990 })).to.equal('reachable');
    });

    it('leaves out attempts that got through because enforcement went first', () => {
      expect(answerTo({ cells: [{ seen: [['timed-out', 0, 3000], ['echo', 3000, 3400]] }], untilMs: 3000 })).to.equal('unreachable');
    });

    it('leaves too little where it ended early', () => {
      expect(answerTo({ cells: [{}], untilMs: 1500 })).to.equal('not-settled');
    });
  });

  describe('over time', () => {
    const cases: readonly [name: string, seen: CellScript['seen'], answer: string][] = [
      ['a proven exchange after closed was stable', [['timed-out', 0, 2000], ['echo', 2000, 2050]], 'intermittent'],
      ['an opening that is closing', [['echo', 0, 500], ['timed-out', 500, 700]], 'not-settled'],
      ['handshakes of nobody knows whom between failures', [['timed-out', 0, 1000], ['silent', 1000, 1100], ['timed-out', 1100, 4000]], 'not-settled'],
      ['errors of ours', [['local-error', 0, 4000]], 'not-settled'],
    ];
    for (const [name, seen, answer] of cases) it(`gives ${answer} for ${name}`, () => expect(answerTo({ cells: [seen === undefined ? {} : { seen }] })).to.equal(answer));

    it('believes what an interceptor may have said only where the probe knew the CA of the cluster', () => {
      const https: DialStyle = { prober: 'http', speak: 'tls', pace: 'fast', http: { scheme: 'https', path: '/version', trustCluster: true } };
      const recording = recordingOf({ cells: [{ liveness: 'reached-only', address: '10.96.0.1', style: https, seen: [['answer', 0, 4000]] }], decoy: [['handshake', 0, 1500]] });
      expect(destinationsOf(recording)[0]?.doubt).to.equal('intercepted');
      expect(destinationsOf({ ...recording, plan: { ...recording.plan, clusterCa: 'PEM' } })[0]?.state).to.equal('reachable');
    });

    it('says of handshakes without proof that somebody intercepts, where somebody does', () => {
      const cells: CellScript[] = [{ seen: [['silent', 0, 4000]] }];
      expect([answerTo({ cells }), answerTo({ cells, decoy: [['handshake', 0, 1500]] })]).to.deep.equal(['not-settled', 'intercepted']);
    });

    it('tells for how long a destination was open, and after what time it opened', () => {
      expect(see({ cells: [{ seen: [['echo', 0, 800], ['timed-out', 800, 4000]] }] })).to.deep.include({ state: 'unreachable', exposure: { firstMs: 0, lastMs: 750 } });
      expect(see({ cells: [{ seen: [['timed-out', 0, 800], ['echo', 800, 4000]] }] })).to.include({ state: 'reachable', openedAfterMs: 800 });
      expect(see({ cells: [{}] })).to.not.have.any.keys('exposure', 'openedAfterMs');
    });

    it('tells how long exchanges took that got through', () => {
      expect(see({ cells: [{ seen: [['echo', 0, 4000]] }] }).tally.latencyMs).to.deep.equal({ min: 2, max: 2 });
      expect(see({ cells: [{ seen: [['echo', 0, 2000], ['timed-out', 2000, 2100], ['echo', 2100, 4000]] }] })).to.deep.include({ state: 'reachable', lossy: true });
      expect(see({ cells: [{ seen: [['echo', 0, 4000]] }] })).to.not.have.any.keys('lossy');
      expect(see({ cells: [{}] }).tally).to.not.have.any.keys('latencyMs');
    });

    it('tells when a nonce slipped through before it closed', () => {
      expect(see({ cells: [{ witnessed: [[300, 340]] }] })).to.deep.include({ state: 'unreachable', exposure: { firstMs: 300, lastMs: 340 }, held: { fromMs: 1_800_000_001_340, toMs: 1_800_000_003_750 } });
    });

    it('tells the age of the probe at its first attempt', () => {
      expect(see({ cells: [{ seen: [['timed-out', 340, 4000]] }] }).tally.firstAttemptMs).to.equal(340);
    });
  });

  describe('with a hold that was asked for', () => {
    const held = (script: Omit<Script, 'cells'> & Partial<Script>): DestinationObservation => see({ cells: [{ seen: [['timed-out', 0, 10_000]] }], path: [['echo', 0, 10_000]], self: { [standIn]: [['echo', 0, 10_000]] }, accepts: { web: [[0, 10_000]], [standIn]: [[0, 10_000]] }, settings: { holdMs: 10_000 }, ...script });

    it('says how long everything was alive, and no longer', () => {
      const { state, held: during } = held({});
      expect([state, during]).to.deep.equal(['unreachable', { fromMs: 1_800_000_000_000, toMs: 1_800_000_009_750 }]);
    });

    const cases: readonly [name: string, script: Parameters<typeof held>[0], doubt: string, reason: string][] = [
      ['it was not closed for so long', { cells: [{ seen: [['echo', 0, 3000], ['timed-out', 3000, 10_000]] }] }, 'not-settled', 'it was closed for 7 s without a gap, and 10 s were asked for'],
      ['the probe was lost for a while', { accepts: { web: [[0, 5000], [8000, 10_000]], [standIn]: [[0, 10_000]] } }, 'probe-not-proven', 'the probe was alive for 4.8 s without a gap, and 10 s were asked for'],
      ['the path was lost for a while', { path: [['echo', 0, 6000], ['timed-out', 6000, 8200], ['echo', 8200, 10_000]] }, 'path-not-proven', 'the path was alive for 6 s without a gap, and 10 s were asked for'],
      ['the target was lost for a while', { self: { [standIn]: [['echo', 0, 4000], ['timed-out', 4000, 6500], ['echo', 6500, 10_000]] } }, 'target-not-proven', 'the target was alive for 4 s without a gap, and 10 s were asked for'],
    ];
    for (const [name, script, doubt, reason] of cases) it(`gives ${doubt} where ${name}`, () => expect(held(script)).to.include({ state: 'inconclusive', doubt, reason }));

    it('is content with eight tenths, and asks for none while probes run', () => {
      expect(held({ accepts: { web: [[0, 8500]], [standIn]: [[0, 10_000]] } }).state).to.equal('unreachable');
      expect(see({ cells: [{}], settings: { holdMs: 60_000 } }, { ended: false }).state).to.equal('unreachable');
      expect(see({ cells: [{}], settings: { holdMs: 60_000 } }).doubt).to.equal('not-settled');
    });

    it('takes the long pauses of a gentle dial for no gap, if nothing failed in between', () => {
      const gentle: CellScript = { liveness: 'reached-only', pods: ['p'], address: '10.0.2.1', style: bare };
      const friend = (seen: CellScript['seen']): CellScript => ({ ...gentle, source: 'friend', intent: 'allow', style: { ...bare, pace: 'gentle' }, ...(seen === undefined ? {} : { seen }) });
      const cells = (seen: CellScript['seen']): CellScript[] => [{ ...gentle, seen: [['timed-out', 0, 10_000]] }, friend(seen)];
      expect(held({ cells: cells(at(0, 500, 1000, 3500, 9500)) }).state).to.equal('unreachable');
      expect(held({ cells: cells([...at(0, 500, 1000, 3500), ['timed-out', 6000, 6001], ...at(9500)]) }).doubt).to.equal('target-not-proven');
      const lengthWithoutHold = (seen: CellScript['seen']): number => {
        const { held: part } = held({ cells: cells(seen), settings: { holdMs: 0 } });
        return (part?.toMs ?? 0) - (part?.fromMs ?? 0);
      };
      expect(lengthWithoutHold(at(0, 500, 1000, 3500, 9500)), 'as long as it pauses on half a budget').to.equal(9750);
      expect(lengthWithoutHold(at(0, 500, 1000, 3000, 9600)), 'longer than that').to.equal(3750);
    });
  });

  describe('with a host name', () => {
    it('says why it has no address', () => {
      const recording = recordingOf({ cells: [{ notDialled: true, liveness: 'reached-only' }] });
      const cells = recording.plan.cells.map((planned) => ({ ...planned, destinations: planned.destinations.map((destination) => ({ ...destination, address: { host: 'example.com' } })) }));
      expect(destinationsOf({ ...recording, plan: { ...recording.plan, cells } })[0]).to.include({ doubt: 'not-run', reason: 'the name example.com was not resolved: nobody asked' });
    });
  });

  describe('with a source that may reach something', () => {
    const cases: readonly [name: string, cells: readonly CellScript[], answer: string][] = [
      ['and does', [{}, other([['handshake', 0, 4000]])], 'unreachable'],
      ['and does not', [{}, other([['timed-out', 0, 4000]])], 'source-reaches-nothing'],
      ['and did before the window only', [{ seen: [['timed-out', 1000, 4000]] }, other([['handshake', 0, 500], ['timed-out', 500, 4000]])], 'source-reaches-nothing'],
      ['and reaches a target that it may not', [{}, other([['timed-out', 0, 4000]]), other([['handshake', 0, 4000]], { target: 'leak', intent: 'deny', address: '10.0.2.8' })], 'unreachable'],
      ['where only another source does', [{}, other([['timed-out', 0, 4000]]), other([['handshake', 0, 4000]], { source: 'friend' })], 'source-reaches-nothing'],
    ];
    for (const [name, cells, answer] of cases) it(`${name}: ${answer}`, () => expect(answerTo({ cells })).to.equal(answer));
  });

  describe('with a change in mid-run', () => {
    const live: CellScript = { liveness: 'readiness', pods: ['redis-0'] };
    const cases: readonly [name: string, cell: CellScript, change: Change, answer: string][] = [
      ["a policy in the source's namespace", {}, { what: 'policy', namespace: 'app', name: 'p', detail: 'changed' }, 'changed'],
      ["a policy in the stand-in's namespace", {}, { what: 'policy', namespace: 'data', name: 'p', detail: 'appeared' }, 'changed'],
      ["a policy in the live pod's namespace", live, { what: 'policy', namespace: 'data', name: 'p', detail: 'disappeared' }, 'changed'],
      ['a policy elsewhere', {}, { what: 'policy', namespace: 'other', name: 'p', detail: 'changed' }, 'unreachable'],
      ['a namespace label', {}, { what: 'namespace-labels', namespace: 'data', name: 'data', detail: 'changed' }, 'changed'],
      ['the target pod', live, { what: 'target-pod', namespace: 'data', name: 'redis-0', detail: 'disappeared' }, 'changed'],
      ['another pod', live, { what: 'target-pod', namespace: 'data', name: 'redis-1', detail: 'disappeared' }, 'unreachable'],
      ['endpoints of the Service that was dialled', { ...live, service: { namespace: 'data', name: 'redis' } }, { what: 'endpoints', namespace: 'data', name: 'redis', detail: 'changed' }, 'changed'],
      ['endpoints of another Service', { ...live, service: { namespace: 'data', name: 'redis' } }, { what: 'endpoints', namespace: 'data', name: 'mysql', detail: 'changed' }, 'unreachable'],
      ['what nobody could read again', {}, { what: 'unread', name: 'the cluster', detail: 'could not be read again' }, 'changed'],
      ["endpoints, while a pod's own address was dialled", live, { what: 'endpoints', namespace: 'data', name: 'redis', detail: 'changed' }, 'unreachable'],
      ["the source's node", {}, { what: 'node', name: 'n1', detail: 'changed' }, 'changed'],
      ["the target's node", {}, { what: 'node', name: 'n2', detail: 'changed' }, 'changed'],
      ['another node', {}, { what: 'node', name: 'n3', detail: 'changed' }, 'unreachable'],
    ];
    for (const [name, cell, change, answer] of cases) it(`of ${name}: ${answer}`, () => expect(answerTo({ cells: [cell], changes: [change] })).to.equal(answer));

    it('names the change', () => {
      expect(see({ cells: [{}], changes: [{ what: 'target-pod', namespace: 'data', name: 'x', detail: 'changed' }, { what: 'policy', namespace: 'data', name: 'p', detail: 'changed' }] }).reason).to.equal('policy data/p changed while packets flew');
      expect(describeChange({ what: 'node', name: 'n1', detail: 'changed' })).to.equal('node n1 changed');
    });

    it('says what admission changed, of source and stand-in', () => {
      for (const pod of ['web', standIn]) {
        expect(see({ cells: [{}], altered: { [pod]: 'its labels were changed' } })).to.include({ doubt: 'altered', reason: 'a probe pod was changed, so it is not the guest that was asked for: its labels were changed' });
      }
    });
  });
});
