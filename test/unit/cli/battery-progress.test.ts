import { expect } from 'chai';
import { createBatteryProgress } from '../../../src/cli/battery-progress.ts';
import type { BatteryProgress } from '../../../src/run/conformance/context.ts';

const launch = (started: number): BatteryProgress => ({ phase: 'launch', started, sets: 4 });
const play = (played: number, failed = 0): BatteryProgress => ({ phase: 'play', played, cases: 9, failed });
const phase = (name: 'read' | 'tear down'): BatteryProgress => ({ phase: name });

const cases: readonly { readonly name: string; readonly events: readonly (readonly [atMs: number, event: BatteryProgress])[]; readonly expected: readonly string[] }[] = [
  { name: 'one line for each phase', events: [[0, phase('read')], [900, launch(1)], [9000, play(1)], [98_765, phase('tear down')]], expected: ['  0.0 s  read', '  0.9 s  launch: 1 of 4 sets of pods', '  9.0 s  play: 1 of 9 cases', ' 98.8 s  tear down'] },
  { name: 'at most one line of a phase in five seconds', events: [[0, play(1)], [1000, play(2)], [4999, play(3)], [5000, play(4)], [9999, play(5)]], expected: ['  0.0 s  play: 1 of 9 cases', '  5.0 s  play: 4 of 9 cases'] },
  { name: 'a case that failed at once, and how many did', events: [[0, play(1)], [100, play(2, 1)], [200, play(3, 1)], [300, play(4, 2)]], expected: ['  0.0 s  play: 1 of 9 cases', '  0.1 s  play: 2 of 9 cases, 1 not enforced', '  0.3 s  play: 4 of 9 cases, 2 not enforced'] },
  { name: 'the line that completes a phase at once', events: [[0, launch(1)], [10, launch(2)], [20, launch(4)], [30, play(8)], [40, play(9)]], expected: ['  0.0 s  launch: 1 of 4 sets of pods', '  0.0 s  launch: 4 of 4 sets of pods', '  0.0 s  play: 8 of 9 cases', '  0.0 s  play: 9 of 9 cases'] },
];

describe('createBatteryProgress()', () => {
  for (const { name, events, expected } of cases) {
    it(`writes ${name}`, () => {
      const lines: string[] = [];
      let now = 1_000_000;
      const onProgress = createBatteryProgress((text) => lines.push(text), () => now);
      for (const [atMs, event] of events) {
        now = 1_000_000 + atMs;
        onProgress(event);
      }
      expect(lines).to.deep.equal(expected);
    });
  }
});
