import { expect } from 'chai';
import { createLiveProgress } from '../../../src/cli/live-progress.ts';
import type { LiveProgress } from '../../../src/cli/live-progress.ts';

const nothing = (): void => undefined;

/** A terminal: the lines that stay, and what the last one says, after each event. */
const terminal = () => {
  const stays: string[] = [];
  let [last, nowMs, stopped] = ['', 0, false];
  let tick = nothing;
  const live: LiveProgress = createLiveProgress({
    status: { set: (text) => (last = text), above: (text) => stays.push(text) },
    now: () => nowMs,
    again: (call) => {
      tick = call;
      return () => (stopped = true);
    },
  });
  const pass = (ms: number): void => {
    nowMs += ms;
    tick();
  };
  return { live, pass, seen: () => ({ stays, last, stopped }) };
};

describe('createLiveProgress()', () => {
  it('shows how far a phase is, how long it takes at most, and lets seconds pass', () => {
    const { live, pass, seen } = terminal();
    live.show({ phase: 'observe', text: 'observe: 3 of 6 destinations settled', part: 0.5, leftMs: 24_100 });
    expect(seen().last).to.equal('  0.0 s  █████░░░░░  observe: 3 of 6 destinations settled, at most 25 s left');
    pass(1300);
    expect(seen()).to.deep.equal({ stays: [], last: '  1.3 s  █████░░░░░  observe: 3 of 6 destinations settled, at most 25 s left', stopped: false });
  });

  it('leaves a line of each phase that is over, as it was last', () => {
    const { live, pass, seen } = terminal();
    live.show({ phase: 'read', text: 'read' });
    pass(400);
    live.show({ phase: 'launch', text: 'launch: 0 of 4 pods', part: 0 });
    pass(2000);
    live.show({ phase: 'launch', text: 'launch: 4 of 4 pods', part: 1 });
    live.show({ phase: 'collect', text: 'collect' });
    expect(seen()).to.deep.equal({ stays: ['  0.4 s  read', '  2.4 s  launch: 4 of 4 pods'], last: '  2.4 s  collect', stopped: false });
  });

  it('takes the living line away at the end, once', () => {
    const { live, pass, seen } = terminal();
    live.show({ phase: 'tear down', text: 'tear down' });
    live.end();
    live.end();
    pass(1000);
    expect(seen()).to.deep.equal({ stays: ['  0.0 s  tear down'], last: '', stopped: true });
  });

  for (const [part, full] of [[0, 0], [0.09, 0], [0.1, 1], [0.999, 9], [1, 10]] as const) {
    it(`draws a bar of ${full} for ${part}`, () => {
      const { live, seen } = terminal();
      live.show({ phase: 'x', text: 'x', part });
      expect([...seen().last.matchAll(/█/g)]).to.have.length(full);
      expect(seen().last).to.match(/s {2}[█░]{10} {2}x$/);
    });
  }
});
