import { expect } from 'chai';
import type { FaultSpec } from '../../../enforcer/faults/spec.ts';
import { emptyView } from '../../../enforcer/view/view.ts';
import { passes, pod, policy, seeing, under, view, type Play } from '../support/scene.ts';

const [a, b] = ['10.244.1.1', '10.244.1.2'] as const;
const packet = { from: b, to: a };
const open = view([pod('a', 1), pod('b', 2)], []);
const isolated = { ...open, policies: [policy({ podSelector: { matchLabels: { pod: 'a' } }, ingress: [] })] };
const came = { ...seeing(isolated), arrivals: { [a]: 1000 } };
/** A pod whose address the API server does not know yet. */
const unknown = { ...seeing({ ...open, pods: [pod('b', 2)] }), arrivals: { [a]: 1000 } };

/** When the same packet passes, and when the agent has to look again. */
const cases: readonly { readonly fault: FaultSpec; readonly play: Play; readonly at: readonly (readonly [nowMs: number, passes: boolean, wakesAtMs: number | undefined])[] }[] = [
  { fault: { model: 'FM-STARTUP-OPEN', windowMs: 300 }, play: came, at: [[1000, true, 1300], [1299, true, 1300], [1300, false, undefined]] },
  { fault: { model: 'FM-STARTUP-OPEN', windowMs: 300 }, play: unknown, at: [[1000, true, 1300], [1300, true, undefined], [9000, true, undefined]] },
  { fault: { model: 'FM-STARTUP-OPEN', windowMs: 300 }, play: { ...came, arrivals: { [a]: -1 } }, at: [[0, false, undefined]] },
  { fault: { model: 'FM-FLAP', periodMs: 10_000, windowMs: 50 }, play: seeing(isolated), at: [[0, false, 10_000], [9999, false, 10_000], [10_000, true, 10_050], [10_049, true, 10_050], [10_050, false, 20_000], [20_000, true, 20_050]] },
  { fault: { model: 'FM-RESTART', windowMs: 200 }, play: seeing(isolated), at: [[0, true, 200], [199, true, 200], [200, false, undefined]] },
  { fault: { model: 'FM-RESTART', variant: 'e', delayMs: 600 }, play: seeing(isolated), at: [[0, false, 600], [599, false, 600], [600, true, undefined], [99_999, true, undefined]] },
  { fault: { model: 'NULL-REJECT', delayMs: 5000 }, play: { history: [{ atMs: 0, view: open }, { atMs: 10, view: isolated }] }, at: [[10, true, 5000], [5009, true, 5010], [5010, false, undefined]] },
];

describe('faults over time', () => {
  for (const { fault, play, at } of cases) {
    for (const [nowMs, expected, wakesAtMs] of at) {
      it(`${JSON.stringify(fault)}${play.arrivals === undefined ? '' : `, arrived at ${play.arrivals[a]}`}, after ${nowMs} ms`, () => {
        const enforcement = under(fault, { ...play, nowMs });
        expect(passes(enforcement.rules, packet)).to.equal(expected);
        expect(enforcement.wakesAtMs).to.equal(wakesAtMs);
      });
    }
  }

  it('a late enforcer has no startup window all the same', () => {
    const history = [{ atMs: 0, view: emptyView }, { atMs: 10, view: open }];
    expect(passes(under({ model: 'NULL-REJECT' }, { history, nowMs: 20 }).rules, packet)).to.equal(false);
  });

  it('a startup window takes its connections with it, unless they are to be kept', () => {
    const over = { ...came, nowMs: 9000 };
    expect(under({ model: 'FM-STARTUP-OPEN' }, over).cutOff).to.deep.equal([a]);
    expect(under({ model: 'FM-STARTUP-EST' }, over).cutOff).to.deep.equal([]);
    expect(under({ model: 'FM-STARTUP-OPEN' }, { ...unknown, nowMs: 9000 }).cutOff).to.deep.equal([]);
  });
});
