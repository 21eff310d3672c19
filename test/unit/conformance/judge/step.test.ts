import { expect } from 'chai';
import { lookAt } from '../../../../src/conformance/judge/look.ts';
import { judgeStep } from '../../../../src/conformance/judge/step.ts';
import type { Judged } from '../../../../src/conformance/judge/step.ts';
import type { CaseOutcome } from '../../../../src/conformance/result/result.ts';
import { cellBetween, sightsOf } from './sights.ts';

const cell = cellBetween('y/b', 'x/a');
const judged = (expected: 'allow' | 'deny', seen: string, given: Partial<Judged> = {}): Judged => ({ cell, look: lookAt(expected, sightsOf(seen)), settled: false, changed: true, heard: true, ...given });
const right = judged('deny', '--', { settled: true });

interface Row {
  readonly name: string;
  readonly judged: readonly Judged[];
  readonly outcome: CaseOutcome;
  readonly reason?: string;
  readonly wrong?: number;
}

const steps: readonly Row[] = [
  { name: 'all of it stands', judged: [right, judged('allow', '+', { settled: true })], outcome: 'enforced' },
  { name: 'it stands, after having been wrong', judged: [judged('deny', '++--', { settled: true })], outcome: 'enforced' },
  { name: 'what is denied is open at the end', judged: [right, judged('deny', '+')], outcome: 'leaks', reason: 'y/b -> x/a is open', wrong: 1 },
  { name: 'what is allowed is closed at the end', judged: [right, judged('allow', '-')], outcome: 'over-blocks', reason: 'y/b -> x/a is closed', wrong: 1 },
  { name: 'what is allowed is closed by a pod that does not hear itself', judged: [right, judged('allow', '-', { heard: false })], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (x/a does not hear itself)' },
  { name: 'it leaks and over-blocks', judged: [judged('allow', '-'), judged('deny', '+')], outcome: 'leaks', reason: 'y/b -> x/a is open, and 1 more', wrong: 2 },
  { name: 'a deny comes and goes', judged: [judged('deny', '--+--+--')], outcome: 'leaks', reason: 'y/b -> x/a is open', wrong: 1 },
  { name: 'a deny relapsed once, and is closed', judged: [judged('deny', '--+-')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (timed-out)' },
  { name: 'an allow was lost once', judged: [judged('allow', '++-+')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (connected)' },
  { name: 'there is nothing to look at', judged: [], outcome: 'not-testable', reason: 'nobody was left to dial anybody' },
  { name: 'nothing was seen of a deny', judged: [right, judged('deny', '')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (no attempt)' },
  { name: 'nothing was seen of an allow', judged: [judged('allow', '')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (no attempt)' },
  { name: 'a deny met errors of our own alone', judged: [judged('deny', '???')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (local-error)' },
  { name: 'a deny met errors of our own in between', judged: [judged('deny', '--?--?--?')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (local-error)' },
  { name: 'an allow met errors of our own in between', judged: [judged('allow', '++?++?')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (local-error)' },
  { name: 'a deny was silent, and nobody was alive to hear it', judged: [judged('deny', '-----')], outcome: 'not-testable', reason: 'of y/b -> x/a nothing certain was seen (timed-out)' },
];

describe('judgeStep()', () => {
  for (const { name, judged: seen, outcome, reason, wrong = 0 } of steps) {
    it(`${outcome}: ${name}`, () => {
      const judgement = judgeStep(seen, 0);
      expect(judgement).to.include({ outcome, cells: seen.length });
      expect(judgement.reason).to.equal(reason);
      expect(judgement.wrong).to.have.length(wrong);
    });
  }

  const silent: readonly { readonly name: string; readonly judged: Judged; readonly outcome: CaseOutcome }[] = [
    { name: 'what is denied was open long ago', judged: judged('deny', '+++'), outcome: 'not-testable' },
    { name: 'what is allowed was closed long ago', judged: judged('allow', '---'), outcome: 'not-testable' },
    { name: 'what is denied was open until the end', judged: judged('deny', '++++'), outcome: 'leaks' },
    { name: 'a deny had come and gone long ago', judged: judged('deny', '--+'), outcome: 'not-testable' },
  ];
  for (const { name, judged: seen, outcome } of silent) {
    it(`${outcome}, where a dialler fell silent: ${name}`, () => expect(judgeStep([seen], 0, 300).outcome).to.equal(outcome));
  }

  it('says of a wrong cell what was seen last, between which nodes, and how often where not always', () => {
    expect(judgeStep([judged('deny', '-+'), judged('deny', '++')], 0).wrong).to.deep.equal([
      { cell: 'y/b -> x/a', expected: 'deny', saw: 'connected', fromNode: 'node1', toNode: 'node2', nowAndThen: { wrong: 1, of: 2 } },
      { cell: 'y/b -> x/a', expected: 'deny', saw: 'connected', fromNode: 'node1', toNode: 'node2' },
    ]);
  });

  const times: readonly { readonly name: string; readonly judged: readonly Judged[]; readonly times: object }[] = [
    { name: 'the last wrong attempt, of the slowest', judged: [judged('deny', '+---', { settled: true }), judged('deny', '+++-', { settled: true }), judged('allow', '--+', { settled: true })], times: { toBlockMs: 200, toAllowMs: 100 } },
    { name: 'nothing of what did not change', judged: [judged('deny', '+-', { settled: true, changed: false })], times: {} },
    { name: 'nothing of what did not settle', judged: [judged('deny', '++')], times: {} },
    { name: 'at once, where nothing was wrong', judged: [right], times: { toBlockMs: 0 } },
    { name: 'nothing for an error of our own', judged: [judged('deny', '+-?--', { settled: true })], times: { toBlockMs: 0 } },
  ];
  for (const { name, judged: seen, times: expected } of times) {
    it(`takes as its time ${name}`, () => {
      const { toBlockMs, toAllowMs } = judgeStep(seen, 0);
      expect(JSON.parse(JSON.stringify({ toBlockMs, toAllowMs }))).to.deep.equal(expected);
    });
  }

  it('counts times from the step on', () => expect(judgeStep([{ ...right, look: lookAt('deny', sightsOf('+--', 5100)) }], 5000).toBlockMs).to.equal(100));
});
