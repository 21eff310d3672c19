import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { compare } from '../../../src/compare/compare.ts';
import type { Recording } from '../../../src/model/recording.ts';
import type { RunReport } from '../../../src/model/report.ts';
import { parseRecording } from '../../../src/report/saved/recording.ts';
import { keyOf } from '../../../src/model/snapshot.ts';
import { recordingOf } from '../../support/recording.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/recordings');
/** Cut from runs of road-to-secure on the test cluster: `ignored` without an enforcer, `enforced` on Calico. */
const load = (name: string): Recording => parseRecording(readFileSync(join(fixtures, `${name}.json`), 'utf8'), `${name}.json`);
const judge = (recording: Recording, strict = false): RunReport => compare(recording, { strict });
const statuses = (report: RunReport): Record<string, string> => Object.fromEntries(report.cells.map(({ cell, status, evidence }) => [cell.id, evidence === undefined ? status : `${status}, ${evidence}`]));

const withoutLogs = (recording: Recording, role: string): Recording => {
  const doomed = new Set(recording.plan.pods.filter((pod) => pod.role === role).map(keyOf));
  return { ...recording, logs: recording.logs.filter((log) => !doomed.has(keyOf(log))) };
};

/** The same record of a probe that started an hour earlier. */
const shift = <R extends object>(record: R): R => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, ['ms', 'firstMs', 'lastMs', 'endMs'].includes(key) ? value + 3_600_000 : value])) as R;

describe('compare() of a saved run', () => {
  it('finds every deny open where nobody enforces, and says so', () => {
    const report = judge(load('ignored'));
    expect(statuses(report)).to.deep.equal({
      'web -> redis TCP/6379 pod-ip IPv4': 'conforms',
      'stranger -> redis TCP/6379 pod-ip IPv4': 'leak',
    });
    expect(report.exitCode).to.equal(1);
    expect(report.findings).to.deep.equal([
      {
        kind: 'leak',
        cell: 'stranger -> redis TCP/6379 pod-ip IPv4',
        message: 'stranger -> redis TCP/6379 must be closed, and is open: default/redis-5dc9586b9f-v89qd at 10.244.1.3:6379; 10 of 10 attempts got through, the last: connected (greeting PONG)',
        reproduce: 'kubectl run netproof-look --rm -i --restart=Never -n default --labels=app=stranger --image=busybox -- nc -z -v -w 3 10.244.1.3 6379',
      },
    ]);
  });

  it('finds nothing where all is enforced, on the evidence that there was', () => {
    const report = judge(load('enforced'));
    expect(statuses(report)).to.deep.equal({
      'web -> redis TCP/6379 pod-ip IPv4': 'conforms',
      'web -> redis-9999 TCP/9999 pod-ip IPv4': 'conforms, strong',
      'web -> metadata TCP/80 direct IPv4': 'conforms, strong',
      'stranger -> redis TCP/6379 pod-ip IPv4': 'conforms, strong',
      'stranger -> redis-9999 TCP/9999 pod-ip IPv4': 'conforms, strong',
      'stranger -> metadata TCP/80 direct IPv4': 'conforms, strong',
    });
    expect([report.exitCode, report.findings]).to.deep.equal([0, []]);
  });

  it('gives the same report each time, and changes nothing in the recording', () => {
    const recording = load('enforced');
    const before = structuredClone(recording);
    expect(judge(recording)).to.deep.equal(judge(recording));
    expect(recording).to.deep.equal(before);
  });

  /** What the run would have looked like without one of its proofs: no deny may conform any more. */
  const poorer: readonly [name: string, without: (recording: Recording) => Recording][] = [
    ['the kubelet', (recording) => ({ ...recording, logs: recording.logs.map((log) => ({ ...log, records: log.records.filter(({ t }) => t !== 'accept') })) })],
    ['control sources', (recording) => withoutLogs(recording, 'control-source')],
    ['ends of logs', (recording) => ({ ...recording, logs: recording.logs.map((log) => ({ ...log, whole: false, flaw: 'cut' })) })],
    ['logs', (recording) => ({ ...recording, logs: [] })],
    ['dials', (recording) => ({ ...recording, dials: [] })],
    ['destinations', (recording) => ({ ...recording, plan: { ...recording.plan, cells: recording.plan.cells.map((cell) => ({ ...cell, destinations: [] })) } })],
    ['attempts after the first second', (recording) => ({ ...recording, logs: recording.logs.map((log) => ({ ...log, records: log.records.filter((record) => record.t !== 'streak' || record.firstMs < 1500) })) })],
    ['the same nodes', (recording) => ({ ...recording, plan: { ...recording.plan, pods: recording.plan.pods.map((pod) => ({ ...pod, node: `${pod.node}-${pod.role}` })) } })],
    ['the same time', (recording) => ({ ...recording, logs: recording.logs.map((log, index) => ({ ...log, offsetMs: log.offsetMs + index * 60_000 })), observedUntilMs: Number.MAX_SAFE_INTEGER })],
  ];
  for (const [name, without] of poorer) {
    it(`calls no deny held without ${name}`, () => {
      const held = judge(without(load('enforced'))).cells.filter(({ intent, status }) => intent?.verdict === 'deny' && status === 'conforms');
      expect(held.map(({ cell }) => cell.id)).to.deep.equal([]);
    });
  }

  it('calls no deny of a stand-in held without its log', () => {
    const held = judge(withoutLogs(load('enforced'), 'stand-in')).cells.filter(({ cell }) => cell.target === 'redis-9999');
    expect(held.map(({ status }) => status)).to.deep.equal(['inconclusive', 'inconclusive']);
  });

  it('says the same though every pod clock is an hour off', () => {
    const recording = load('enforced');
    const moved = { ...recording, logs: recording.logs.map((log) => ({ ...log, offsetMs: log.offsetMs - 3_600_000, records: log.records.map(shift) })) };
    expect(statuses(judge(moved))).to.deep.equal(statuses(judge(recording)));
  });
});

describe('compare()', () => {
  it('puts leaks first, then overblocks, then what is not known, then exposures, then the vacuous', () => {
    const report = judge(
      recordingOf({
        cells: [
          { target: 'vacuous', liveness: 'reached-only', controlDials: true, path: 'direct', node: null },
          { target: 'exposed', seen: [['echo', 0, 500], ['timed-out', 500, 4000]] },
          { target: 'unknown', seen: [] },
          { target: 'over', intent: 'allow' },
          { target: 'leak', seen: [['echo', 0, 4000]] },
        ],
        reach: [['timed-out', 0, 4000]],
      }),
    );
    expect(report.findings.map(({ kind }) => kind)).to.deep.equal(['leak', 'overblock', 'inconclusive', 'startup-exposure', 'vacuous']);
    expect(report.counts).to.deep.equal({ cells: 5, conforms: 1, leak: 1, overblock: 1, inconclusive: 1, vacuous: 1, policyMismatch: 0, startupExposure: 1, skipped: 0 });
  });

  it('says that a run was interrupted, or what broke it off', () => {
    const [stopped, broken] = ['interrupted', 'the API server is gone'].map((brokeOff) => judge(recordingOf({ cells: [{}], brokeOff })));
    expect([stopped?.exitCode, stopped?.headline]).to.deep.equal([130, 'The run broke off (interrupted): what follows is what was seen until then.']);
    expect([broken?.exitCode, broken?.headline]).to.deep.equal([3, 'The run broke off (the API server is gone): what follows is what was seen until then.']);
  });

  it('fails a startup exposure with strict only', () => {
    const recording = recordingOf({ cells: [{ seen: [['echo', 0, 500], ['timed-out', 500, 4000]] }] });
    expect([judge(recording).exitCode, judge(recording, true).exitCode]).to.deep.equal([0, 1]);
  });

  it('judges no recording without cells as conforming', () => {
    expect(judge(recordingOf({ cells: [] })).exitCode).to.equal(2);
  });

  it('remarks that pods have addresses of a family that is not probed', () => {
    const recording = recordingOf({ cells: [{}] });
    const pods = recording.pods.map((pod) => ({ ...pod, ips: ['10.0.0.1', 'fd00::1'] }));
    expect(judge({ ...recording, pods }).remarks).to.deep.equal(['pods here also have IPv6 addresses, which this matrix does not probe: ipFamilies: [IPv4, IPv6] does']);
  });

  it('remarks that a matrix without a deny shows nothing of enforcement', () => {
    expect(judge(recordingOf({ cells: [{ intent: 'allow', seen: [['echo', 0, 4000]] }] })).remarks).to.deep.equal(['this matrix denies nothing: a cluster that enforces no policy would come out the same']);
  });

  it('accuses the CNI only where nothing at all was closed', () => {
    const leak = { target: 'db', liveness: 'readiness', seen: [['echo', 0, 4000]] } as const;
    expect(judge(recordingOf({ cells: [leak] })).headline).to.match(/^This cluster enforces no NetworkPolicy/);
    expect(judge(recordingOf({ cells: [leak, { target: 'redis', intent: 'allow' }] })).headline).to.equal('The cluster does not do what the matrix says: 1 leak and 1 overblock in 2 cells.');
  });

  it('lists remarks, and nodes without controls', () => {
    const recording = recordingOf({ cells: [{}] });
    const plan = { ...recording.plan, remarks: ['a remark'], uncovered: [{ node: 'n9', reason: 'is cordoned' }] };
    expect(judge({ ...recording, plan }).remarks).to.deep.equal(['a remark', 'node n9 is not covered: it is cordoned']);
  });
});
