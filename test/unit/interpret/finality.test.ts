import { expect } from 'chai';
import { finalityOf } from '../../../src/interpret/finality.ts';
import type { Enforcer, Seen } from '../../../src/interpret/finality.ts';
import { observe } from '../../../src/interpret/observe.ts';
import type { DestinationObservation } from '../../../src/model/observation.ts';
import type { DialStyle, PlannedCell } from '../../../src/model/plan.ts';
import { allow, deny, recordingOf } from '../../support/recording.ts';
import type { CellScript } from '../../support/recording.ts';

const rule = { settleHoldMs: 1000, openDeadlineMs: 10_000 };
const about: Pick<DestinationObservation, 'label' | 'address' | 'tally'> = { label: 'x', address: '10.0.0.1:80', tally: { attempts: 9, open: 9, last: 'connected', firstAttemptMs: 0 } };
/** The first node is the source's. */
const enforcersOn = (nodes: readonly string[]): Enforcer[] => nodes.map((node, index) => ({ node, direction: index === 0 ? 'egress' : 'ingress' }));
const openUntil = (lastMs: number, nodes: readonly string[] = ['n1', 'n2'], more: Partial<Seen> = {}): Seen => ({
  observation: { ...about, state: 'reachable', held: { fromMs: 0, toMs: lastMs } },
  enforcers: enforcersOn(nodes),
  open: { lastMs, afterClosing: false },
  startedMs: 0,
  knownMs: 0,
  ...more,
});
const bornAt = (knownMs: number): Pick<Seen, 'startedMs' | 'knownMs'> => ({ startedMs: knownMs, knownMs });
const closedAt = (fromMs: number, nodes: readonly string[] = ['n1', 'n2']): Seen => ({ observation: { ...about, state: 'unreachable', held: { fromMs, toMs: fromMs + 1000 } }, enforcers: enforcersOn(nodes), closed: { fromMs, toMs: fromMs + 1000 }, startedMs: 0, knownMs: 0 });
const canaryAt = (fromMs: number, node: string, direction: Enforcer['direction']): Seen => ({ ...closedAt(fromMs, [node]), denies: { node, direction } });
const closedUntil = (toMs: number, more: Partial<Seen> = {}): Seen => ({ ...closedAt(0), closed: { fromMs: 0, toMs }, allowed: true, ...more });
const isFinal = (one: Seen, ...others: readonly Seen[]): boolean => finalityOf([one, ...others], rule)(one).doubt !== 'not-final';
const now = (state: DestinationObservation['state'], one: Seen): Seen => ({ ...one, observation: { ...one.observation, state } });

describe('finalityOf()', () => {
  const cases: readonly [name: string, one: Seen, others: readonly Seen[], answer: boolean][] = [
    ['nothing closed anywhere, and it is young', openUntil(9499), [], false],
    ['nothing closed anywhere, and it is as old as the latest enforcer', openUntil(9500), [], true],
    ['its probe started late', openUntil(12_000, ['n1'], bornAt(5000)), [], false],
    ['the API server told of its address late', openUntil(12_000, ['n1'], { knownMs: 2600 }), [], false],
    ['the API server told of its address late, and that is long ago', openUntil(12_000, ['n1'], { knownMs: 2500 }), [], true],
    ['its attempts were planned from its start on, and the API server told of its address late', openUntil(9500, ['n1'], { knownMs: 4000, gentle: true }), [], true],
    ['its attempts were planned from its start on, and hardly any came after the API server told of its address', openUntil(9500, ['n1'], { knownMs: 4001, gentle: true }), [], false],
    ['something closed on both nodes, and the API server had not told of its address then', openUntil(3000, ['n1', 'n2'], { knownMs: 2001 }), [closedAt(500)], false],
    ['something closed on both nodes to a probe of which the API server had not told', openUntil(1500), [{ ...closedAt(500), knownMs: 3000 }], true],
    ['something closed on both nodes late in the life of a probe of which we heard no earlier', openUntil(5999), [{ ...closedAt(5000), knownMs: 5000 }], false],
    ['something closed on both nodes, a hold before', openUntil(3000), [closedAt(2000)], true],
    ['something closed on both nodes, less than a hold before', openUntil(2999), [closedAt(2000)], false],
    ['the latest closing was not long enough before', openUntil(3000), [closedAt(500), closedAt(2100, ['n2'])], false],
    ['an earlier closing is heard of after the latest', openUntil(3000), [closedAt(2100), closedAt(500)], false],
    ['something closed on one of both nodes', openUntil(3000), [closedAt(500, ['n1'])], false],
    ['one thing closed on one node, another on the other', openUntil(3000), [closedAt(500, ['n1', 'n3']), closedAt(900, ['n2'])], true],
    ['something closed on both nodes as early in the life of a probe that started later', openUntil(3000), [{ ...closedAt(9500), ...bornAt(9000) }], true],
    ['something closed on both nodes before, but later in the life of its probe', openUntil(3000), [{ ...closedAt(100), ...bornAt(-2400) }], false],
    ['its nodes are unknown', openUntil(3000, []), [closedAt(500)], false],
    ['what closed is not proven', openUntil(3000), [now('inconclusive', closedAt(500))], false],
    ['what closed elsewhere opened again', openUntil(3000), [now('intermittent', openUntil(2000))], false],
    ['the canary closed in its direction on each node', openUntil(3000), [canaryAt(500, 'n1', 'egress'), canaryAt(2000, 'n2', 'ingress')], true],
    ['the canary closed later on one', openUntil(3000), [canaryAt(500, 'n1', 'egress'), canaryAt(2001, 'n2', 'ingress')], false],
    ['nothing but the canary closed, in other directions', openUntil(3000), [canaryAt(500, 'n1', 'ingress'), canaryAt(500, 'n2', 'egress')], true],
    ['one thing closed of two that the canary asked of an enforcer', openUntil(3000), [canaryAt(500, 'n1', 'egress'), now('inconclusive', canaryAt(500, 'n1', 'egress')), canaryAt(500, 'n2', 'ingress')], false],
    ['the canary closed early, and something else later', openUntil(3000), [canaryAt(500, 'n1', 'egress'), canaryAt(500, 'n2', 'ingress'), closedAt(2500, ['n2'])], false],
    ['something else closed where the canary did not', openUntil(3000), [closedAt(500), { ...openUntil(3000, ['n1']), denies: { node: 'n1', direction: 'egress' } }, canaryAt(500, 'n2', 'ingress')], false],
    ['something else closed where the canary did not ask', openUntil(3000), [closedAt(500), canaryAt(500, 'n2', 'ingress')], true],
    ['it comes and goes, and is young', now('intermittent', openUntil(3000)), [], false],
    ['it comes and goes, and had closed before', now('intermittent', openUntil(3000, ['n1'], { open: { lastMs: 3000, afterClosing: true } })), [], true],
    ['policy allows it, and it is young', closedUntil(9499), [], false],
    ['policy allows it, and the API server told of its address late', closedUntil(9500, { knownMs: 1 }), [], false],
    ['policy allows it, and it is as old as the latest enforcer', closedUntil(9500), [], true],
    ['policy allows it, it is young, and others closed for good', closedUntil(3000), [closedAt(500)], false],
    ['policy allows it, it is young, and nobody is known to listen', closedUntil(3000, { observation: { ...about, state: 'inconclusive', doubt: 'target-not-proven' } }), [], false],
    ['policy denies it, and it is young', closedAt(200), [], true],
  ];
  for (const [name, one, others, answer] of cases) it(`${answer ? 'is the last word' : 'is not the last word'} where ${name}`, () => expect(isFinal(one, ...others)).to.equal(answer));

  it('says until when it was seen closed', () => {
    expect(finalityOf([], rule)(closedUntil(2300))).to.include({ state: 'unreachable', doubt: 'not-final', reason: "closed until 2 300 ms of the pod's life; policy may take effect later" });
  });

  it('says until when it was seen open, and leaves what is not open alone', () => {
    const [open, closed, unknown] = [openUntil(2300), closedAt(500, ['n3']), now('inconclusive', openUntil(100))];
    const mark = finalityOf([open, closed, unknown], rule);
    expect(mark(open)).to.include({ state: 'reachable', doubt: 'not-final', reason: "open until 2 300 ms of the pod's life; policy may take effect later" });
    expect([mark(closed), mark(unknown)]).to.deep.equal([closed.observation, unknown.observation]);
  });
});

const doubtsOf = (cells: readonly CellScript[]) => observe(recordingOf({ cells, settings: { openDeadlineMs: 10_000 } }), { ended: true }).map(({ destinations: [first] }) => first?.doubt ?? first?.state);

describe('open destinations of a run', () => {
  it('are final once something closed on their nodes, all nodes behind a Service included', () => {
    const bare: DialStyle = { prober: 'tcp', speak: 'nothing', pace: 'fast' };
    const service: CellScript = { target: 'svc', path: 'cluster-ip', liveness: 'readiness', pods: ['p'], address: '10.96.0.1', style: bare, node: null, seen: [['handshake', 0, 4000]] };
    const open: CellScript = { target: 'open', seen: [['echo', 0, 4000]] };
    expect(doubtsOf([open])).to.deep.equal(['not-final']);
    expect(doubtsOf([open, {}])).to.deep.equal(['reachable', 'unreachable']);
    expect(doubtsOf([{ ...service, nodes: ['n1', 'n2'] }, {}])).to.deep.equal(['reachable', 'unreachable']);
    expect(doubtsOf([{ ...service, nodes: ['n2', 'n3'] }, {}])).to.deep.equal(['not-final', 'unreachable']);
  });

  it('count from when the API server told of the source, but where its attempts are planned from its start on', () => {
    const recording = recordingOf({ cells: [{ seen: [['echo', 0, 10_500]] }], settings: { openDeadlineMs: 10_000 } });
    const doubtOf = (lateMs: number, pace: 'fast' | 'gentle') => {
      const startedMs = recording.logs.find(({ name }) => name === recording.dials[0]?.from.name)?.offsetMs ?? Number.NaN;
      const pods = recording.pods.map((pod) => ({ ...pod, knownMs: startedMs + lateMs }));
      const dials = recording.dials.map((dial) => ({ ...dial, style: { ...dial.style, pace } }));
      return observe({ ...recording, pods, dials }, { ended: true })[0]?.destinations[0]?.doubt;
    };
    expect([doubtOf(900, 'fast'), doubtOf(1100, 'fast'), doubtOf(1100, 'gentle')]).to.deep.equal([undefined, 'not-final', undefined]);
  });

  it('are not waited for to open where policy itself denies what a person expects', () => {
    const recording = recordingOf({ cells: [{ intent: 'allow' }, { target: 'other', intent: 'allow', seen: [['echo', 0, 4000]] }], settings: { openDeadlineMs: 10_000 } });
    const stateUnder = (policy: Pick<PlannedCell, 'policy'>) => observe({ ...recording, plan: { ...recording.plan, cells: recording.plan.cells.map((cell) => ({ ...cell, ...policy })) } }, { ended: true })[0]?.destinations[0];
    expect(stateUnder({ policy: allow })).to.include({ state: 'unreachable', doubt: 'not-final' });
    expect(stateUnder({ policy: { ...deny, basis: 'undefined' } })).to.include({ state: 'unreachable', doubt: 'not-final' });
    expect(stateUnder({ policy: deny })).to.include({ state: 'unreachable' }).and.not.have.property('doubt');
  });

  it('count by what got through last, not by what was lost after it', () => {
    expect(doubtsOf([{ seen: [['echo', 0, 9700], ['timed-out', 9700, 9900]] }, { target: 'b', seen: [['echo', 0, 9300], ['timed-out', 9300, 9550]] }])).to.deep.equal(['reachable', 'not-final']);
  });
});
