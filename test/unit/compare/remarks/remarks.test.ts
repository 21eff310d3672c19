import { expect } from 'chai';
import type { StreakRecord } from '../../../../probes/contract.ts';
import { compare } from '../../../../src/compare/compare.ts';
import type { DialStyle } from '../../../../src/model/plan.ts';
import type { Recording } from '../../../../src/model/recording.ts';
import { controlOn, recordingOf } from '../../../support/recording.ts';
import type { CellScript } from '../../../support/recording.ts';

const remarks = (recording: Recording): readonly string[] => compare(recording, { strict: false }).remarks;
const status = (recording: Recording): string | undefined => compare(recording, { strict: false }).cells[0]?.status;

/** The streaks of the first cell's dial, changed. */
const withStreaks = (recording: Recording, change: (streak: StreakRecord, index: number) => StreakRecord): Recording => {
  const [dial] = recording.dials;
  let index = 0;
  return { ...recording, logs: recording.logs.map((log) => ({ ...log, records: log.records.map((record) => (record.t === 'streak' && log.name === dial?.from.name && record.dial === dial.id ? change(record, index++) : record)) })) };
};

describe('remarks on DNS', () => {
  const dns: DialStyle = { prober: 'dns', speak: 'nothing', pace: 'fast' };
  const asked = (codes: readonly string[], seen: CellScript['seen'] = [['answer', 0, 4000]], path: CellScript['path'] = 'cluster-ip'): Recording =>
    withStreaks(recordingOf({ cells: [{ liveness: 'reached-only', ...(path ? { path } : {}), address: '10.96.0.10', port: 53, transport: 'UDP', style: dns, ...(seen ? { seen } : {}) }] }), (streak, index) => (streak.proof === 'answer' ? { ...streak, code: codes[index % codes.length] ?? '' } : streak));
  const cases: readonly [name: string, recording: Recording, said: readonly string[]][] = [
    ['a server that knows both names', asked(['NOERROR', 'NXDOMAIN']), []],
    ['a server that knows none', asked(['SERVFAIL']), ['DNS server 10.96.0.10:53 answers SERVFAIL for every question: it can be reached, but it resolves nothing']],
    ['a server that knows none, in two ways', asked(['SERVFAIL', 'NXDOMAIN']), ['DNS server 10.96.0.10:53 answers NXDOMAIN and SERVFAIL only: it can be reached, but it resolves nothing']],
    ['a server that says yes to all', asked(['NOERROR']), ["DNS server 10.96.0.10:53 answers NOERROR for every question, also where the name does not exist: it may not be the cluster's"]],
    ['a server that answered three times', asked(['SERVFAIL'], [['answer', 0, 150]]), []],
    ['a server that answered four times', asked(['SERVFAIL'], [['answer', 0, 200]]), ['DNS server 10.96.0.10:53 answers SERVFAIL for every question: it can be reached, but it resolves nothing']],
    ['a server outside, which knows nothing of the cluster', asked(['NXDOMAIN'], undefined, 'direct'), []],
    ['a server that is silent', asked([''], [['timed-out', 0, 4000]]), []],
  ];
  for (const [name, recording, said] of cases) it(`${said.length === 0 ? 'say nothing of' : 'name'} ${name}`, () => expect(remarks(recording)).to.deep.equal(said));

  it('change no verdict', () => expect([status(asked(['SERVFAIL'])), status(asked(['NOERROR', 'NXDOMAIN']))]).to.deep.equal(['leak', 'leak']));
});

describe('remarks on certificates', () => {
  const https: DialStyle = { prober: 'http', speak: 'tls', pace: 'fast', http: { scheme: 'https', path: '/version', trustCluster: true } };
  const told = (code: string, style = https): Recording => withStreaks(recordingOf({ cells: [{ liveness: 'reached-only', address: '10.96.0.1', port: 443, style, seen: [['answer', 0, 4000]] }] }), (streak) => ({ ...streak, code }));

  it('name a server whose certificate the cluster did not sign, once, and it is reachable all the same', () => {
    expect(remarks(told('403 untrusted certificate: CERT_HAS_EXPIRED'))).to.deep.equal(["whoever answered at 10.96.0.1:443 has no certificate of this cluster's CA"]);
    expect(status(told('403 untrusted certificate: CERT_HAS_EXPIRED'))).to.equal('leak');
  });

  it('say nothing of one that it signed, nor where nobody checked', () => {
    expect(remarks(told('403'))).to.deep.equal([]);
    expect(remarks(told('403 untrusted certificate: X', { ...https, http: { scheme: 'https', path: '/', trustCluster: false } }))).to.deep.equal([]);
  });
});

/** Runs whose responders saw the source come from an address. */
const echoed = (targets: readonly string[], seen: string, own: readonly string[] = ['10.0.1.9', 'fd00::9']): Recording => {
  const recording = recordingOf({ cells: [...targets.map((target): CellScript => ({ target, seen: [['echo', 0, 4000]] })), {}] });
  return {
    ...recording,
    plan: { ...recording.plan, families: [4, 6], cells: recording.plan.cells.map((planned) => ({ ...planned })) },
    pods: recording.pods.map((pod) => (pod.name === 'web' ? { ...pod, ips: own } : pod)),
    logs: recording.logs.map((log) => ({ ...log, records: log.records.map((record) => (record.t === 'streak' && record.proof === 'echo' && log.name === 'web' ? { ...record, seen } : record)) })),
  };
};
const natOf = (recording: Recording): readonly string[] => remarks(recording).filter((remark) => remark.includes('NAT'));

describe('remarks on NAT', () => {
  it('tell where a responder saw another address than the source has', () => {
    expect(natOf(echoed(['a'], '192.168.0.1'))).to.deep.equal(["web -> a: the responder saw the source come from 192.168.0.1, which is not the pod's own address (NAT): a policy that selects pods sees another source"]);
  });

  it('say nothing where it is one of its own, or nobody knows them', () => {
    expect([natOf(echoed(['a'], 'fd00::9')), natOf(echoed(['a'], '192.168.0.1', []))]).to.deep.equal([[], []]);
  });

  it('are few', () => {
    const said = natOf(echoed(['a', 'b', 'c', 'd', 'e', 'f', 'g'], '192.168.0.1'));
    expect([said.length, said.at(-1)]).to.deep.equal([6, '2 more pairs of source and target pass NAT']);
  });
});

describe('remarks on controls', () => {
  const dead = "unselected pods are closed on node n1: the control pods ran, and nothing got through between them; either the network is broken there or a default deny is in force";

  it('name the policies that select them', () => {
    expect(remarks({ ...recordingOf({ cells: [{}] }), controlPolicies: ['netproof-1/deny', 'netproof-1/more'] })).to.deep.equal([
      'NetworkPolicy netproof-1/deny selects the control pods, so they are not unrestricted: where they are closed, nothing is proven',
      'NetworkPolicy netproof-1/more selects the control pods, so they are not unrestricted: where they are closed, nothing is proven',
    ]);
  });

  it('say that unselected pods are closed on a node, and why that may be', () => {
    const recording = recordingOf({ cells: [{}], path: [['timed-out', 0, 4000]] });
    expect(remarks(recording)).to.deep.equal([dead]);
    const known = 'besides NetworkPolicies there are 2 globalnetworkpolicies.crd.projectcalico.org, which netproof does not read: they may decide, too';
    expect(remarks({ ...recording, plan: { ...recording.plan, remarks: [known] } })).to.deep.equal([known, `${dead} (${known})`]);
  });

  it('leave out what came when pods were being stopped', () => {
    const script = { cells: [{}], path: [['timed-out', 0, 3600], ['echo', 3600, 4000]] } as const;
    expect([remarks(recordingOf(script)), remarks(recordingOf({ ...script, untilMs: 3500 }))]).to.deep.equal([[], [dead]]);
  });

  it('say nothing where one got through, or too few tried, or a control did not run', () => {
    expect(remarks(recordingOf({ cells: [{}], path: [['timed-out', 0, 3800], ['echo', 3800, 4000]] }))).to.deep.equal([]);
    expect(remarks(recordingOf({ cells: [{}], path: [['timed-out', 0, 300]] }))).to.deep.equal([]);
    expect(remarks(recordingOf({ cells: [{}], path: [['timed-out', 0, 4000]], failed: { [controlOn('n1')]: 'OOMKilled' } }))).to.deep.equal([]);
  });
});

describe('remarks on loss', () => {
  const lossy: CellScript = { intent: 'allow', seen: [['echo', 0, 1000], ['timed-out', 1000, 1200], ['echo', 1200, 4000]] };

  it('say how much got through where an allow conforms all the same', () => {
    expect(remarks(recordingOf({ cells: [lossy, { target: 'b' }] }))).to.deep.equal(['web -> redis TCP/6379 pod-ip IPv4 is open, with losses: 76 of 80 attempts at redis-0 got through']);
  });

  it('say nothing where nothing was lost, nor of a leak', () => {
    expect(remarks(recordingOf({ cells: [{ intent: 'allow', seen: [['echo', 0, 4000]] }, { target: 'b' }] }))).to.deep.equal([]);
    expect(remarks(recordingOf({ cells: [{ ...lossy, intent: 'deny' }] }))).to.deep.equal([]);
  });

  it('are few', () => {
    const said = remarks(recordingOf({ cells: [{ target: 'z' }, ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((target): CellScript => ({ ...lossy, target }))] }));
    expect([said.length, said.at(-1)]).to.deep.equal([6, '2 more cells are open with losses; -o json has them all']);
  });
});
