import { expect } from 'chai';
import { createProgress, tellRequests } from '../../../src/cli/progress.ts';
import type { ProgressEvent } from '../../../src/run/context.ts';

const launch = (started: number): ProgressEvent => ({ phase: 'launch', started, pods: 4 });
const observe = (settled: number): ProgressEvent => ({ phase: 'observe', settled, total: 9, leftMs: 24_100 });
const hold = (heldMs: number): ProgressEvent => ({ phase: 'hold', heldMs, holdMs: 60_000 });
const preflight: ProgressEvent = { phase: 'preflight', cells: 40, pods: 11, nodes: 2 };
const phase = (name: 'read' | 'collect' | 'tear down'): ProgressEvent => ({ phase: name });

const cases: readonly { name: string; events: readonly (readonly [atMs: number, event: ProgressEvent])[]; expected: string[] }[] = [
  { name: 'one line for each phase', events: [[0, phase('read')], [400, preflight], [1234, phase('collect')], [98_765, phase('tear down')]], expected: ['  0.0 s  read', '  0.4 s  preflight: 40 cells, 11 pods on 2 nodes', '  1.2 s  collect', ' 98.8 s  tear down'] },
  { name: 'at most one line a second of a phase', events: [[0, launch(0)], [500, launch(1)], [999, launch(2)], [1000, launch(3)]], expected: ['  0.0 s  launch: 0 of 4 pods', '  1.0 s  launch: 3 of 4 pods'] },
  { name: 'the line that completes a phase at once', events: [[0, launch(1)], [10, launch(4)], [20, observe(0)], [30, observe(9)]], expected: ['  0.0 s  launch: 1 of 4 pods', '  0.0 s  launch: 4 of 4 pods', '  0.0 s  observe: 0 of 9 destinations settled, at most 25 s left', '  0.0 s  observe: 9 of 9 destinations settled'] },
  { name: 'a line of nothing to observe, which is done', events: [[0, { phase: 'observe', settled: 0, total: 0, leftMs: 1000 }]], expected: ['  0.0 s  observe: 0 of 0 destinations settled'] },
  { name: 'a line of a hold every ten seconds, and its last', events: [[0, hold(0)], [5000, hold(5000)], [12_400, hold(12_400)], [59_900, hold(59_900)], [60_000, hold(60_000)]], expected: ['  0.0 s  holding 0 of 60 s', ' 12.4 s  holding 12 of 60 s', ' 59.9 s  holding 59 of 60 s', ' 60.0 s  holding 60 of 60 s'] },
  { name: 'nothing twice, however long it takes', events: [[0, observe(3)], [5000, observe(3)], [10_000, observe(3)]], expected: ['  0.0 s  observe: 3 of 9 destinations settled, at most 25 s left'] },
];

describe('createProgress()', () => {
  for (const { name, events, expected } of cases) {
    it(`writes ${name}`, () => {
      const lines: string[] = [];
      let now = 1_000_000;
      const onProgress = createProgress((text) => lines.push(text), () => now);
      for (const [atMs, event] of events) {
        now = 1_000_000 + atMs;
        onProgress(event);
      }
      expect(lines).to.deep.equal(expected);
    });
  }
});

describe('tellRequests()', () => {
  it('names what was asked of the API server, and its bound', () => {
    expect(tellRequests({ apiCalls: 47, phases: { read: 500, launch: 4200, observe: 10_800 } }, 50)).to.equal('47 API calls in 15.5 s, at most 50 a second in the long run');
  });
});
