import { expect } from 'chai';
import { judgeHeld } from '../../../../src/conformance/judge/held.ts';
import type { Held } from '../../../../src/conformance/judge/held.ts';
import { lookAt } from '../../../../src/conformance/judge/look.ts';
import type { CaseOutcome } from '../../../../src/conformance/result/result.ts';
import { cellBetween, sightsOf } from './sights.ts';

const held = (expected: 'allow' | 'deny', seen: string, given: Partial<Held> = {}): Held => {
  const sights = sightsOf(seen);
  return { cell: cellBetween('y/b', 'x/a'), look: lookAt(expected, sights), settled: true, changed: false, heard: true, sights, guarded: true, ...given };
};
const named = { cell: cellBetween('x/a', 'y/a') };
const free = { cell: cellBetween('y/a', 'z/a'), guarded: false };

const rows: readonly { readonly name: string; readonly held: readonly Held[]; readonly outcome: CaseOutcome; readonly reason?: string; readonly wrong?: number }[] = [
  { name: 'nothing was wrong', held: [held('deny', '-----'), held('allow', '+++++')], outcome: 'enforced' },
  { name: 'one packet got through what is denied', held: [held('deny', '--+--')], outcome: 'leaks', reason: 'y/b -> x/a is open', wrong: 1 },
  { name: 'some of what is allowed was lost now and then', held: [held('allow', '+-+--+-+')], outcome: 'enforced' },
  { name: 'five of what is allowed were lost in a row', held: [held('allow', '+-----+')], outcome: 'enforced' },
  { name: 'six of what is allowed were lost in a row', held: [held('allow', '+------+')], outcome: 'over-blocks', reason: 'y/b -> x/a is closed', wrong: 1 },
  { name: 'what is allowed was never open again', held: [held('allow', '---')], outcome: 'over-blocks', reason: 'y/b -> x/a is closed', wrong: 1 },
  { name: 'all that policy allows was lost together, while others got through', held: [held('allow', '++---++'), held('allow', '++---++', named), held('allow', '+++++++', free)], outcome: 'over-blocks', reason: 'y/b -> x/a is closed, and 1 more', wrong: 2 },
  { name: 'all that policy allows was lost together, by a pod that does not hear itself', held: [held('allow', '++---++', { heard: false }), held('allow', '++---++', { ...named, heard: false }), held('allow', '+++++++', free)], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (x/a does not hear itself), and 1 more' },
  { name: 'attempts failed by our own fault', held: [held('deny', '-?-?-?'), held('allow', '+???+')], outcome: 'enforced' },
  { name: 'nothing was seen of a deny', held: [held('deny', '--'), held('deny', '')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (no attempt)' },
  { name: 'a deny was silent, and nobody was alive to hear it', held: [held('deny', '-----', { heard: false })], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (x/a does not hear itself)' },
  { name: 'of what is allowed all were lost by a pod that does not hear itself', held: [held('allow', '+------', { heard: false })], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (x/a does not hear itself)' },
  { name: 'one packet got through to a pod that does not hear itself', held: [held('deny', '--+--', { heard: false })], outcome: 'leaks', reason: 'y/b -> x/a is open', wrong: 1 },
  { name: 'there is nothing to look at', held: [], outcome: 'not-testable', reason: 'nobody was left to dial anybody' },
  { name: 'nothing but errors was seen', held: [held('deny', '??')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (local-error)' },
];

describe('judgeHeld()', () => {
  for (const { name, held: seen, outcome, reason, wrong = 0 } of rows) {
    it(`${outcome}: ${name}`, () => {
      const judgement = judgeHeld(seen);
      expect([judgement.outcome, judgement.reason, judgement.wrong.length]).to.deep.equal([outcome, reason, wrong]);
    });
  }
});
