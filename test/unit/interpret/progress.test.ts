import { expect } from 'chai';
import { progressOf } from '../../../src/interpret/progress.ts';
import type { DialStyle } from '../../../src/model/plan.ts';
import { controlOn, recordingOf, standInOf } from '../../support/recording.ts';
import type { CellScript, Script } from '../../support/recording.ts';

const young = 3000;
const openDeadlineMs = 10_000;
const old = openDeadlineMs;
/** When the last attempt of a gentle dial has been heard of. */
const spent = openDeadlineMs + 4000;
/** No attempt is left then. */
const late = openDeadlineMs + 4000;
const bare: DialStyle = { prober: 'tcp', speak: 'nothing', pace: 'fast' };
const open: CellScript = { target: 'open', seen: [['echo', 0, 3000]] };
const reached: CellScript = { target: 'reached', intent: 'allow', seen: [['echo', 0, 9600]] };
const closed: CellScript = { target: 'closed', seen: [['timed-out', 0, 3000]] };
const outside: CellScript = { target: 'internet', liveness: 'reached-only', path: 'direct', node: null, address: '203.0.113.10', style: bare, controlDials: true, seen: [['timed-out', 0, 3000]] };

const live: CellScript = { target: 'svc', liveness: 'readiness', pods: ['p'], address: '10.0.2.1', style: bare, seen: [['timed-out', 0, 3000]] };

/** No log has its end while probes run. */
const running: Readonly<Record<string, string>> = { web: 'the log has no end record', [standInOf('closed')]: 'the log has no end record' };

interface Case {
  readonly name: string;
  readonly script: Script;
  readonly ageMs?: number;
  readonly settled: number;
}

describe('progressOf()', () => {
  const cases: readonly Case[] = [
    { name: 'a closed cell with its evidence', script: { cells: [closed], flawed: running }, settled: 1 },
    { name: 'a closed cell whose probe is not proven yet', script: { cells: [closed], accepts: { web: [] } }, settled: 0 },
    { name: 'a closed cell whose path is not proven yet', script: { cells: [closed], path: [] }, settled: 0 },
    { name: 'a closed cell whose target is not proven yet', script: { cells: [closed], self: { [standInOf('closed')]: [] } }, settled: 0 },
    { name: 'a closed cell whose target is not proven while attempts are left', script: { cells: [closed], self: { [standInOf('closed')]: [] } }, ageMs: old, settled: 0 },
    { name: 'a closed cell whose target is not proven in time', script: { cells: [closed], self: { [standInOf('closed')]: [] } }, ageMs: spent, settled: 1 },
    { name: 'a closed cell with too few attempts', script: { cells: [{ ...closed, seen: [['timed-out', 0, 500]] }] }, settled: 0 },
    { name: 'a closed cell with too few attempts in the end', script: { cells: [{ ...closed, seen: [['timed-out', 0, 500]] }] }, ageMs: spent, settled: 0 },
    { name: 'an open cell before anything was seen to close', script: { cells: [open] }, settled: 0 },
    { name: 'an open cell at the deadline for late enforcers, whose attempts have not come so far', script: { cells: [open] }, ageMs: old, settled: 0 },
    { name: 'an open cell whose attempts reach the deadline', script: { cells: [{ ...open, seen: [['echo', 0, 9600]] }] }, ageMs: old, settled: 1 },
    { name: 'an open cell that has no attempts left', script: { cells: [open] }, ageMs: late, settled: 1 },
    { name: 'an open cell that has no attempts left, where everybody is asked often', script: { cells: [open] }, ageMs: openDeadlineMs + 1500, settled: 1 },
    { name: 'an open cell, while somebody is asked gently', script: { cells: [open, { ...live, style: { ...bare, pace: 'gentle' }, seen: [['echo', 0, 3000]] }] }, ageMs: openDeadlineMs + 1500, settled: 0 },
    { name: 'a ClusterIP whose endpoint is open', script: { cells: [{ ...live, path: 'cluster-ip', node: null, nodes: ['n2'] }, { ...live, path: 'endpoint', seen: [['handshake', 0, 3000]] }] }, settled: 1 },
    { name: 'a closed cell that policy allows', script: { cells: [{ ...closed, intent: 'allow' }, reached] }, settled: 1 },
    { name: 'a closed cell that policy allows, when its attempts reach the deadline', script: { cells: [{ ...closed, intent: 'allow', seen: [['timed-out', 0, 9600]] }, reached] }, ageMs: old, settled: 2 },
    { name: 'a closed cell that policy allows, which has no attempts left', script: { cells: [{ ...closed, intent: 'allow' }, reached] }, ageMs: late, settled: 2 },
    { name: 'an open cell, once something closed on both its nodes', script: { cells: [open, closed] }, settled: 2 },
    { name: 'an open cell that has not outlasted the latest closing', script: { cells: [open, closed, { target: 'late', seen: [['echo', 0, 2000], ['timed-out', 2000, 6000]] }] }, settled: 2 },
    { name: 'an open cell, while something closed that nothing proves', script: { cells: [open, closed], accepts: { web: [] } }, settled: 0 },
    { name: "an open cell, once something closed on its target's node only", script: { cells: [open, { ...closed, source: 'other' }], sources: { web: 'n1', other: 'n2' } }, settled: 1 },
    { name: 'a cell that comes and goes', script: { cells: [{ target: 'closed', seen: [['timed-out', 0, 2000], ['echo', 2000, 2100], ['timed-out', 2100, 4000]] }] }, ageMs: old, settled: 0 },
    { name: 'a cell that comes and goes, when all attempts are spent', script: { cells: [{ target: 'closed', seen: [['timed-out', 0, 2000], ['echo', 2000, 2100], ['timed-out', 2100, 4000]] }] }, ageMs: spent, settled: 1 },
    { name: 'nothing heard yet', script: { cells: [{ ...closed, seen: [] }] }, settled: 0 },
    { name: 'a probe pod that failed', script: { cells: [closed], failed: { web: 'OOMKilled' } }, settled: 1 },
    { name: 'a stand-in that failed', script: { cells: [closed], failed: { [standInOf('closed')]: 'OOMKilled' } }, settled: 1 },
    { name: 'an address that nobody has', script: { cells: [outside], reach: [['timed-out', 0, 3000]] }, settled: 1 },
    { name: 'an address that the control has tried too few times', script: { cells: [outside], reach: [['timed-out', 0, 500]] }, settled: 0 },
    { name: 'an address that a control without network did not reach', script: { cells: [outside], reach: [['timed-out', 0, 3000]], accepts: { [controlOn('n1')]: [] } }, settled: 0 },
    { name: 'a source that reaches nothing of what it may', script: { cells: [closed, { ...outside, intent: 'allow' }] }, settled: 0 },
    { name: 'a source that reaches nothing of what it may in time', script: { cells: [closed, { ...outside, intent: 'allow' }] }, ageMs: spent, settled: 2 },
    { name: 'a source that was altered', script: { cells: [closed], altered: { web: 'container proxy was injected' } }, settled: 1 },
  ];
  for (const { name, script, ageMs = young, settled } of cases) {
    it(`counts ${settled} as settled: ${name}`, () => {
      const recording = recordingOf({ ...script, settings: { openDeadlineMs } });
      expect(progressOf(recording, ageMs)).to.deep.equal({ total: script.cells.length, settled });
    });
  }

  it('waits for what a crowd is dialled once more after the deadline', () => {
    const { dials, ...recording } = recordingOf({ cells: [open], settings: { openDeadlineMs } });
    const sparse = dials.map((dial) => ({ ...dial, style: { ...dial.style, pace: 'sparse' as const } }));
    expect([2999, 3000].map((lateMs) => progressOf({ ...recording, dials: sparse }, openDeadlineMs + lateMs).settled)).to.deep.equal([0, 1]);
  });

  it('counts destinations, not cells', () => {
    const script: Script = { cells: [{ ...outside, destinations: [{ ...outside, address: '203.0.113.1' }, { ...outside, address: '203.0.113.2', seen: [] }] }] };
    expect(progressOf(recordingOf(script), young)).to.deep.equal({ total: 2, settled: 1 });
  });

  it('is done where there is nothing to watch', () => {
    expect(progressOf(recordingOf({ cells: [] }), 0)).to.deep.equal({ total: 0, settled: 0 });
  });
});
