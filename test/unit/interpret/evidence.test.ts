/** What may and what may not prove a premise, each in a run in which everything else is well. */
import { expect } from 'chai';
import { observe } from '../../../src/interpret/observe.ts';
import type { DestinationObservation } from '../../../src/model/observation.ts';
import type { DialStyle } from '../../../src/model/plan.ts';
import { streaksOf } from '../../support/streaks.ts';
import { controlOn, recordingOf, standInOf } from '../../support/recording.ts';
import type { CellScript, Script } from '../../support/recording.ts';

const bare: DialStyle = { prober: 'tcp', speak: 'nothing', pace: 'fast' };
const standIn = standInOf('redis');
const live: CellScript = { liveness: 'reached-only', pods: ['redis-0'], address: '10.0.2.1', style: bare };
const watched: CellScript = { ...live, liveness: 'readiness' };
const outside: CellScript = { ...live, path: 'direct', node: null, pods: [], controlDials: true };
const friend = (seen: CellScript['seen'], more: CellScript = {}): CellScript => ({ ...live, source: 'friend', intent: 'allow', ...(seen === undefined ? {} : { seen }), ...more });

/** The first destination of the first cell. */
const see = (script: Script): DestinationObservation => {
  const [first] = observe(recordingOf(script), { ended: true });
  const [seen] = first?.destinations ?? [];
  if (seen === undefined) throw new Error('nothing was observed');
  return seen;
};

interface Case {
  readonly name: string;
  readonly script: Omit<Script, 'cells'> & { readonly cells?: Script['cells'] };
  /** `proven`, or the doubt that is left. */
  readonly answer: string;
}

const run = (cases: readonly Case[], cells: Script['cells']): void => {
  for (const { name, script, answer } of cases) {
    it(`${answer === 'proven' ? 'holds' : `gives ${answer}`} where ${name}`, () => {
      const { state, doubt } = see({ cells, ...script });
      expect(doubt ?? (state === 'unreachable' ? 'proven' : state)).to.equal(answer);
    });
  }
};

/** Attempts of a gentle dial at these times, each answered within 2 ms. */
const at = (met: 'handshake' | 'timed-out', ...ms: readonly number[]): NonNullable<CellScript['seen']> => ms.map((from) => [met, from, from + 1] as const);
const gentle: DialStyle = { ...bare, pace: 'gentle' };

describe('a witness that pauses', () => {
  run(
    [
      { name: 'it got through before, after, and once beside an attempt in question', script: { cells: [{ ...live, style: gentle, seen: at('timed-out', 1600, 2300, 3100) }, friend(at('handshake', 0, 500, 1000, 4500), { style: gentle })] }, answer: 'proven' },
      { name: 'all attempts in question fall between two of its own', script: { cells: [{ ...live, style: gentle, seen: at('timed-out', 1300, 2100, 2900) }, friend(at('handshake', 0, 100, 5500), { style: gentle })] }, answer: 'target-not-proven' },
      { name: 'one in between failed', script: { cells: [{ ...live, style: gentle, seen: at('timed-out', 1600, 2300, 3100) }, friend([...at('handshake', 0, 500, 1000), ...at('timed-out', 2500), ...at('handshake', 4500)], { style: gentle })] }, answer: 'target-not-proven' },
    ],
    [{}],
  );
});

const late = { cells: [{ seen: [['timed-out', 0, 9000]] }], path: [['echo', 0, 9000]], self: { [standIn]: [['echo', 0, 9000]] } } as const satisfies Script;

describe('probeEvidence()', () => {
  run(
    [
      { name: 'the kubelet came every second', script: {}, answer: 'proven' },
      { name: 'the kubelet never came', script: { accepts: { web: [] } }, answer: 'probe-not-proven' },
      { name: 'the kubelet came before the window only', script: { accepts: { web: [[-3000, -1000]] } }, answer: 'probe-not-proven' },
      { name: 'the kubelet came after the window only', script: { accepts: { web: [[6100, 8000]] } }, answer: 'probe-not-proven' },
      { name: 'the kubelet came late, and the pod reached something from the start', script: { cells: [{ seen: [['timed-out', 0, 2000]] }, { target: 'dns', intent: 'allow', seen: [['echo', 0, 2000]] }], accepts: { web: [[2200, 3000]], [standIn]: [[0, 4000]], [standInOf('dns')]: [[0, 4000]] } }, answer: 'proven' },
      { name: 'the kubelet came late, and the pod reached nothing', script: { cells: [{ seen: [['timed-out', 0, 2000]] }], accepts: { web: [[2200, 3000]], [standIn]: [[0, 4000]] } }, answer: 'probe-not-proven' },
      { name: 'the pod reached something and the kubelet never came', script: { cells: [{}, { target: 'dns', intent: 'allow', seen: [['echo', 0, 4000]] }], accepts: { web: [] } }, answer: 'probe-not-proven' },
      { name: 'the pod knocked at its own port', script: { acceptsFrom: 'own-web' }, answer: 'probe-not-proven' },
      { name: 'loopback knocked', script: { acceptsFrom: '127.0.0.1' }, answer: 'probe-not-proven' },
      { name: 'IPv6 loopback knocked', script: { acceptsFrom: '::1' }, answer: 'probe-not-proven' },
      { name: 'another pod was reached', script: { accepts: { web: [], [standIn]: [[0, 4000]] } }, answer: 'probe-not-proven' },
      { name: 'it came once, at the very end of a long window', script: { ...late, accepts: { web: [[8800, 9000]], [standIn]: [[0, 9000]] } }, answer: 'probe-not-proven' },
      { name: 'it was away for a while, and the longer time after that has too few attempts', script: { ...late, cells: [{ seen: [['timed-out', 0, 1500], ['timed-out', 8900, 9000]] }], accepts: { web: [[0, 1500], [5500, 9000]], [standIn]: [[0, 9000]] } }, answer: 'proven' },
      { name: 'it stopped coming after most of a long window', script: { ...late, accepts: { web: [[0, 6000]], [standIn]: [[0, 9000]] } }, answer: 'proven' },
    ],
    [{}],
  );
});

describe('pathEvidence()', () => {
  run(
    [
      { name: 'the control source got through', script: {}, answer: 'proven' },
      { name: 'the control source got through now and then lost one', script: { path: [['echo', 0, 1000], ['timed-out', 1000, 1200], ['echo', 1200, 4000]] }, answer: 'proven' },
      { name: 'the control source lost the last two', script: { path: [['echo', 0, 3600], ['timed-out', 3600, 4000]] }, answer: 'proven' },
      { name: 'the control source lost the last five', script: { path: [['echo', 0, 3000], ['timed-out', 3000, 4000]] }, answer: 'proven' },
      { name: 'the control source lost the last six', script: { path: [['echo', 0, 2800], ['timed-out', 2800, 4000]] }, answer: 'path-not-proven' },
      { name: 'the control source lost the last six, and errors of ours were among them', script: { path: [['echo', 0, 2600], ['timed-out', 2600, 3200], ['local-error', 3200, 3400], ['timed-out', 3400, 4000]] }, answer: 'path-not-proven' },
      { name: 'it got through before the window only', script: { path: [['echo', -4000, -1200]] }, answer: 'path-not-proven' },
      { name: 'it died in mid-window', script: { path: [['echo', 0, 2000], ['timed-out', 2000, 4000]] }, answer: 'path-not-proven' },
      { name: 'it came to life at the very end', script: { path: [['timed-out', 0, 3800], ['echo', 3800, 4000]] }, answer: 'path-not-proven' },
      { name: 'its log ended early in a long window', script: { ...late, accepts: { web: [[0, 9000]], [standIn]: [[0, 9000]] }, path: [['echo', 0, 100]], cells: [{ seen: [['timed-out', 1000, 9000]] }] }, answer: 'path-not-proven' },
      { name: 'handshakes came without an echo', script: { path: [['silent', 0, 4000]] }, answer: 'path-not-proven' },
      { name: 'admission changed the control source', script: { altered: { [controlOn('n1')]: 'container istio-proxy was injected' } }, answer: 'path-not-proven' },
      { name: 'the control source of another node got through only', script: { pathDials: () => [], sources: { web: 'n1', friend: 'n2' }, cells: [{}, friend([])] }, answer: 'path-not-proven' },
      { name: 'only UDP was tried', script: { pathDials: (dials) => dials.map((dial) => ({ ...dial, transport: 'UDP' })) }, answer: 'path-not-proven' },
      { name: 'only IPv6 was tried', script: { pathDials: (dials) => dials.map((dial) => ({ ...dial, family: 6 })) }, answer: 'path-not-proven' },
      { name: 'only another node was tried', script: { pathDials: (dials) => dials.filter(({ purpose }) => purpose.kind === 'path' && purpose.node !== 'n2') }, answer: 'path-not-proven' },
      { name: 'a node port is dialled, and only ways to pods are known', script: { cells: [{ ...watched, path: 'node-port' }] }, answer: 'path-not-proven' },
      { name: 'it got through until the closing and never after', script: { cells: [{ seen: [['echo', 0, 1500], ['timed-out', 1500, 3200]] }], path: [['echo', 0, 1500], ['timed-out', 1500, 2300]], settings: { settleHoldMs: 1000 } }, answer: 'path-not-proven' },
      { name: "nobody knows the target's node", script: { cells: [{ node: null }] }, answer: 'path-not-proven' },
    ],
    [{}],
  );

  it('asks for the control Service where the cell goes through a ClusterIP', () => {
    const cells: CellScript[] = [{ ...watched, path: 'cluster-ip', node: null }];
    expect(see({ cells }).state).to.equal('unreachable');
    expect(see({ cells, pathDials: (dials) => dials.filter(({ purpose }) => purpose.kind === 'path' && purpose.path === 'pod-ip') }).doubt).to.equal('path-not-proven');
  });

  it('asks for the way to every node behind a ClusterIP besides', () => {
    const cells: CellScript[] = [{ ...watched, path: 'cluster-ip', node: null, nodes: ['n1', 'n2'] }];
    expect(see({ cells }).state).to.equal('unreachable');
    expect(see({ cells, pathDials: (dials) => dials.filter(({ purpose }) => purpose.kind !== 'path' || purpose.node !== 'n2') }).doubt).to.equal('path-not-proven');
  });

  it('does not take two unknown nodes for the same', () => {
    const recording = recordingOf({ cells: [{}] });
    const { doubt } = observe({ ...recording, plan: { ...recording.plan, pods: [] } }, { ended: true })[0]?.destinations[0] ?? {};
    expect(doubt).to.equal('path-not-proven');
  });
});

describe('evidence of pods that are intercepted', () => {
  const decoy = [['handshake', 0, 1500]] as const satisfies Script['decoy'];
  /** The control source completes handshakes where nobody is. */
  const intercepted = (script: Script): DestinationObservation => {
    const recording = recordingOf(script);
    const style = { ...bare, pace: 'gentle' } as const;
    const from = { namespace: 'netproof-1', name: controlOn('n1') };
    const dial = { id: 'trap', nonce: 'nonce-trap', from, purpose: { kind: 'decoy' }, style, transport: 'TCP', family: 4, address: '192.0.2.1', port: 9 } as const;
    const logs = recording.logs.map((log) => (log.name === from.name ? { ...log, records: [...log.records, ...streaksOf('trap', decoy)] } : log));
    const [first] = observe({ ...recording, dials: [...recording.dials, dial], logs }, { ended: true });
    const [seen] = first?.destinations ?? [];
    if (seen === undefined) throw new Error('nothing was observed');
    return seen;
  };

  it('does not rest on bare handshakes of a control source', () => {
    expect(see({ cells: [outside] }).state).to.equal('unreachable');
    expect(intercepted({ cells: [outside] })).to.include({ state: 'inconclusive', doubt: 'path-not-proven' });
  });

  it('does not call an address nobody\'s where the control met handshakes', () => {
    expect(see({ cells: [outside], reach: [['timed-out', 0, 4000]] }).doubt).to.equal('nobody-there');
    expect(intercepted({ cells: [outside], reach: [['timed-out', 0, 2000], ['handshake', 2000, 2500], ['timed-out', 2500, 4000]] }).doubt).to.equal('path-not-proven');
  });

  it('rests on echoes still, which no interceptor can give', () => {
    expect(intercepted({ cells: [{}] }).state).to.equal('unreachable');
  });
});

describe('targetEvidence() of a stand-in', () => {
  run(
    [
      { name: 'it answered itself and the kubelet', script: {}, answer: 'proven' },
      { name: 'it never answered itself', script: { self: { [standIn]: [['refused', 0, 4000]] } }, answer: 'target-not-proven' },
      { name: 'it answered itself before the window only', script: { self: { [standIn]: [['echo', -4000, -1200]] } }, answer: 'target-not-proven' },
      { name: 'it stopped answering itself', script: { self: { [standIn]: [['echo', 0, 2000], ['timed-out', 2000, 4000]] } }, answer: 'target-not-proven' },
      { name: 'its log is silent for most of the window', script: { self: { [standIn]: [['echo', 0, 100]] }, cells: [{ seen: [['timed-out', 500, 4000]] }] }, answer: 'target-not-proven' },
      { name: 'the kubelet did not reach it', script: { accepts: { [standIn]: [] } }, answer: 'target-not-proven' },
      { name: 'it answered itself and the kubelet at different times', script: { self: { [standIn]: [['echo', 0, 600]] }, accepts: { [standIn]: [[2700, 4000]] } }, answer: 'target-not-proven' },
      { name: 'its log is not whole, so that a nonce may be missing', script: { flawed: { [standIn]: 'the log has no end record' } }, answer: 'not-run' },
      { name: 'it failed in mid-run', script: { failed: { [standIn]: 'Evicted: node was low on memory' } }, answer: 'not-run' },
      { name: 'admission changed it', script: { altered: { [standIn]: 'its labels were changed' } }, answer: 'altered' },
      { name: 'it was flooded and could not note every nonce', script: { extra: { [standIn]: [{ t: 'beat', ms: 2000, unwitnessed: 9 }] } }, answer: 'target-not-proven' },
      { name: 'a beat says that nothing went unwitnessed', script: { extra: { [standIn]: [{ t: 'beat', ms: 2000, unwitnessed: 0 }] } }, answer: 'proven' },
    ],
    [{}],
  );
});

describe('targetEvidence() of a live pod', () => {
  run(
    [
      { name: 'nobody reached it', script: {}, answer: 'target-not-proven' },
      { name: 'another source reached it', script: { cells: [live, friend([['handshake', 0, 4000]])] }, answer: 'proven' },
      { name: 'another source reached it before the window only', script: { cells: [live, friend([['handshake', -4000, -1200]])] }, answer: 'target-not-proven' },
      { name: 'another source reached it until it died', script: { cells: [live, friend([['handshake', 0, 2000], ['refused', 2000, 4000]])] }, answer: 'target-not-proven' },
      { name: 'another source reached another address behind the same Service', script: { cells: [live, friend([['handshake', 0, 4000]], { address: '10.0.2.77' })] }, answer: 'target-not-proven' },
      { name: 'another source reached another port', script: { cells: [live, friend([['handshake', 0, 4000]], { port: 8080 })] }, answer: 'target-not-proven' },
      { name: 'another source reached it by UDP', script: { cells: [live, friend([['echo', 0, 4000]], { transport: 'UDP', style: { prober: 'udp', speak: 'echo', pace: 'fast' } })] }, answer: 'target-not-proven' },
      { name: 'another source, which is intercepted, completed handshakes', script: { cells: [live, friend([['handshake', 0, 4000]])], decoy: [['handshake', 0, 1500]] }, answer: 'target-not-proven' },
      { name: 'another source with an injected sidecar completed handshakes', script: { cells: [live, friend([['handshake', 0, 4000]])], altered: { friend: 'container proxy was injected' } }, answer: 'target-not-proven' },
      { name: 'the same source reached it under another name', script: { cells: [live, { ...live, target: 'cache', seen: [['handshake', 0, 4000]] }] }, answer: 'target-not-proven' },
      { name: 'a source of the same labels reached it', script: { cells: [live, friend([['handshake', 0, 4000]])], labels: { app: 'same' } }, answer: 'proven' },
      { name: 'its readiness probe on this port held', script: { cells: [watched] }, answer: 'proven' },
      { name: 'its readiness probe wavered', script: { cells: [watched], unready: ['redis-0'] }, answer: 'target-not-proven' },
      { name: 'one of several pods behind it wavered', script: { cells: [{ ...watched, pods: ['redis-0', 'redis-1'] }], unready: ['redis-0'] }, answer: 'target-not-proven' },
      { name: 'no pod is behind it', script: { cells: [{ ...watched, pods: [] }] }, answer: 'target-not-proven' },
      { name: 'it refuses, and nobody proves it open', script: { cells: [{ ...live, seen: [['refused', 0, 3000]] }] }, answer: 'target-not-proven' },
      { name: 'it refuses this source and answers another', script: { cells: [{ ...live, seen: [['refused', 0, 3000]] }, friend([['handshake', 0, 4000]])] }, answer: 'proven' },
      { name: 'it answers another at a time when the probe was not proven', script: { accepts: { web: [[0, 1500]] }, cells: [{ ...live, seen: [['timed-out', 0, 8000]] }, friend([['handshake', 4000, 8000]])], path: [['echo', 0, 8000]] }, answer: 'target-not-proven' },
    ],
    [live],
  );

  it('is weak by readiness, and strong by another source', () => {
    const strengths = [see({ cells: [watched] }), see({ cells: [watched, friend([['handshake', 0, 4000]])] })].map(({ evidence }) => evidence?.target.strength);
    expect(strengths).to.deep.equal(['weak', 'strong']);
  });

  it('says how blind readiness is', () => {
    const by = [watched, { ...watched, blindMs: 30_000 }].map((cell) => see({ cells: [cell] }).evidence?.target.by);
    expect(by).to.deep.equal([
      'the readiness probe of data/redis-0 on this port held throughout: the kubelet checks it, which notices a dead port late',
      'the readiness probe of data/redis-0 on this port held throughout: the kubelet checks it, which notices a dead port only after up to 30 s',
    ]);
  });
});

describe('evidence for an address outside', () => {
  run(
    [
      { name: 'the control source reached it', script: {}, answer: 'proven' },
      { name: 'the control source did not reach it', script: { reach: [['timed-out', 0, 4000]] }, answer: 'nobody-there' },
      { name: 'the control source did not reach it, and was dead itself', script: { reach: [['timed-out', 0, 4000]], accepts: { [controlOn('n1')]: [] } }, answer: 'path-not-proven' },
      { name: 'the control source tried too few times', script: { reach: [['timed-out', 0, 900]] }, answer: 'path-not-proven' },
      { name: 'the control source never tried', script: { reach: [] }, answer: 'path-not-proven' },
      { name: 'the control source tried long before', script: { reach: [['timed-out', 0, 2000]], cells: [{ ...outside, seen: [['timed-out', 6000, 9000]] }], accepts: { web: [[5000, 9000]] } }, answer: 'path-not-proven' },
      { name: 'the control source tried at another time', script: { reach: [['timed-out', -9000, -5000]] }, answer: 'path-not-proven' },
      { name: 'the control source reached it, and then not any more', script: { reach: [['handshake', 0, 1000], ['timed-out', 1000, 4000]] }, answer: 'path-not-proven' },
      { name: 'the control source did not reach it, but another source did', script: { reach: [['timed-out', 0, 4000]], cells: [outside, { ...outside, source: 'friend', intent: 'allow', seen: [['handshake', 0, 4000]] }] }, answer: 'path-not-proven' },
      { name: 'the control source did not reach it, but this source did at first', script: { reach: [['timed-out', 0, 4000]], cells: [{ ...outside, seen: [['handshake', 0, 100], ['timed-out', 100, 4000]] }] }, answer: 'path-not-proven' },
      { name: 'the control source got an injected sidecar', script: { altered: { [controlOn('n1')]: 'container proxy was injected' } }, answer: 'path-not-proven' },
    ],
    [outside],
  );
});
