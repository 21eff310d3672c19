import { expect } from 'chai';
import { judgeHeld } from '../../../../src/conformance/judge/held.ts';
import type { Held } from '../../../../src/conformance/judge/held.ts';
import { lookAt } from '../../../../src/conformance/judge/look.ts';
import type { CaseOutcome } from '../../../../src/conformance/result/result.ts';
import { cellBetween, sightsOf } from './sights.ts';

const held = (expected: 'allow' | 'deny', seen: string, given: Partial<Held> = {}): Held => {
  const sights = sightsOf(seen);
  return { cell: cellBetween('y/b', 'x/a'), look: lookAt(expected, sights), expected, settled: true, changed: false, heard: true, sights, guarded: true, ...given };
};
const free = { cell: cellBetween('y/a', 'z/a'), guarded: false };
/** Of which both ends get through elsewhere. */
const witnessed = [held('allow', '++++++++', { cell: cellBetween('y/b', 'y/c') }), held('allow', '++++++++', { cell: cellBetween('y/c', 'x/a') }), held('allow', '++++++++', free)];

const rows: readonly { readonly name: string; readonly held: readonly Held[]; readonly outcome: CaseOutcome; readonly reason?: string; readonly wrong?: number }[] = [
  { name: 'nothing was wrong', held: [held('deny', '-----'), held('allow', '+++++')], outcome: 'enforced' },
  { name: 'one packet got through what is denied', held: [held('deny', '--+--')], outcome: 'leaks', reason: 'y/b -> x/a is open', wrong: 1 },
  { name: 'some of what is allowed was lost now and then', held: [held('allow', '+-++-+++'), ...witnessed], outcome: 'enforced' },
  { name: 'six of what is allowed were lost in a row', held: [held('allow', '+------++++++++++++++'), ...witnessed], outcome: 'over-blocks', reason: 'y/b -> x/a is closed', wrong: 1 },
  { name: 'six of what is allowed were lost in a row, and nobody is known to have lived', held: [held('allow', '+------++++++++++++++')], outcome: 'enforced' },
  { name: 'more than a third of what is allowed was lost, and of all else nothing', held: [held('allow', '+-++-+-+--'), ...witnessed], outcome: 'over-blocks', reason: 'y/b -> x/a is closed', wrong: 1 },
  { name: 'more than a third of what is allowed was lost, and of all else as much', held: [held('allow', '+-++-+-+--'), held('allow', '+-++-+-+--', free)], outcome: 'not-testable', reason: 'of what no policy speaks of 5 of 10 attempts were lost' },
  { name: 'something that no policy speaks of was lost, while what is denied was open', held: [held('deny', '--+--'), held('allow', '+--+', free)], outcome: 'leaks', reason: 'y/b -> x/a is open', wrong: 1 },
  { name: 'more than a third was lost in a row, and nobody is known to have lived', held: [held('allow', '+------+++'), held('allow', '++++++++++', free)], outcome: 'enforced' },
  { name: 'hardly anybody dialled', held: [held('deny', '-'), held('allow', '++++', free)], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (timed-out)' },
  { name: 'of five attempts at what is allowed two were lost', held: [held('allow', '+-+-+'), ...witnessed], outcome: 'enforced' },
  { name: 'what is allowed was never open again, as everything', held: [held('allow', '------'), held('allow', '------', free)], outcome: 'not-testable', reason: 'of what no policy speaks of 6 of 6 attempts were lost' },
  { name: 'attempts failed by our own fault', held: [held('deny', '-?-?-?'), held('allow', '+???+')], outcome: 'enforced' },
  { name: 'nothing was seen of a deny', held: [held('deny', '--'), held('deny', '')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (no attempt)' },
  { name: 'a deny was silent, and nobody was alive to hear it', held: [held('deny', '-----', { heard: false })], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (x/a does not hear itself)' },
  { name: 'of what is allowed all were lost by a pod that does not hear itself', held: [held('allow', '+------', { heard: false }), ...witnessed], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (x/a does not hear itself)' },
  { name: 'one packet got through to a pod that does not hear itself', held: [held('deny', '--+--', { heard: false })], outcome: 'leaks', reason: 'y/b -> x/a is open', wrong: 1 },
  { name: 'there is nothing to look at', held: [], outcome: 'not-testable', reason: 'nobody was left to dial anybody' },
  { name: 'nothing but errors was seen', held: [held('deny', '??')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (local-error)' },
];

describe('judgeHeld()', () => {
  for (const { name, held: seen, outcome, reason, wrong = 0 } of rows) {
    it(`${outcome}: ${name}`, () => {
      const judgement = judgeHeld(seen, 4);
      expect([judgement.outcome, judgement.reason, judgement.wrong.length]).to.deep.equal([outcome, reason, wrong]);
    });
  }
});
