import { expect } from 'chai';
import type { ConformanceCase } from '../../../../src/conformance/case/case.ts';
import { caseResult, twoLooks } from '../../../../src/conformance/judge/case.ts';
import type { CaseOutcome, CaseResult, StepResult } from '../../../../src/conformance/result/result.ts';

const played: ConformanceCase = { id: 'ports/one', title: 'one port', feature: 'ports', profile: 'quick', tags: ['e2e'], steps: [] };
const step = (outcome: CaseOutcome, given: Partial<StepResult> = {}): StepResult => ({ does: 'apply x/p', outcome, cells: 4, wrong: [], ...given });
const resultOf = (...steps: readonly StepResult[]): CaseResult => caseResult(played, steps, { attempts: 9, durationMs: 8 });

const worst: readonly { readonly name: string; readonly steps: readonly StepResult[]; readonly result: Partial<CaseResult> }[] = [
  { name: 'all steps right', steps: [step('enforced'), step('enforced')], result: { outcome: 'enforced' } },
  { name: 'a leak before an over-block', steps: [step('over-blocks', { reason: 'b' }), step('leaks', { does: 'remove x/p', reason: 'a is open' })], result: { outcome: 'leaks', reason: 'remove x/p: a is open' } },
  { name: 'an over-block before what is not known', steps: [step('not-testable', { reason: 'c' }), step('over-blocks', { reason: 'b is closed' })], result: { outcome: 'over-blocks', reason: 'apply x/p: b is closed' } },
  { name: 'what is not known before what is right', steps: [step('enforced'), step('not-testable')], result: { outcome: 'not-testable', reason: 'apply x/p: no reason given' } },
  { name: 'what this cluster cannot show', steps: [step('not-testable', { reason: 'no IPv6', beyondCluster: true }), step('enforced')], result: { outcome: 'not-testable', reason: 'apply x/p: no IPv6', beyondCluster: true } },
  { name: 'a leak, though a step before it was beyond this cluster', steps: [step('not-testable', { beyondCluster: true }), step('leaks', { reason: 'a is open' })], result: { outcome: 'leaks', reason: 'apply x/p: a is open' } },
  { name: 'no step at all', steps: [], result: { outcome: 'not-testable' } },
];

describe('caseResult()', () => {
  for (const { name, steps, result } of worst) {
    it(`takes ${name}`, () => expect(resultOf(...steps)).to.deep.equal({ id: 'ports/one', title: 'one port', feature: 'ports', profile: 'quick', tags: ['e2e'], steps, attempts: 9, durationMs: 8, ...result }));
  }
});

const enforced = resultOf(step('enforced'));
const late = resultOf(step('enforced', { toBlockMs: 3000 }));
const lateToAllow = resultOf(step('enforced', { toAllowMs: 3000 }));
const quick = resultOf(step('enforced', { toBlockMs: 2999, toAllowMs: 2999 }));
const leaks = resultOf(step('leaks', { reason: 'a is open' }));
const overBlocks = resultOf(step('over-blocks', { reason: 'a is closed' }));
const unknown = resultOf(step('not-testable', { reason: 'a pod was lost' }));

const looks: readonly { readonly name: string; readonly first: CaseResult; readonly second: CaseResult; readonly outcome: CaseOutcome; readonly reason?: string }[] = [
  { name: 'a leak that is seen again is a leak', first: leaks, second: leaks, outcome: 'leaks', reason: 'apply x/p: a is open' },
  { name: 'a leak that is not seen again is one all the same', first: leaks, second: quick, outcome: 'leaks', reason: 'apply x/p: a is open; when played again it was right' },
  { name: 'an over-block that is not seen again is one all the same', first: overBlocks, second: enforced, outcome: 'over-blocks', reason: 'apply x/p: a is closed; when played again it was right' },
  { name: 'who needs three seconds to block was late', first: leaks, second: late, outcome: 'enforced' },
  { name: 'who needs three seconds to allow was late', first: overBlocks, second: lateToAllow, outcome: 'enforced' },
  { name: 'a leak stays where the second look shows nothing', first: leaks, second: unknown, outcome: 'leaks', reason: 'apply x/p: a is open' },
  { name: 'the second look decides where the first showed nothing: right', first: unknown, second: enforced, outcome: 'enforced' },
  { name: 'the second look decides where the first showed nothing: leak', first: unknown, second: leaks, outcome: 'leaks', reason: 'apply x/p: a is open' },
  { name: 'nothing twice is nothing', first: unknown, second: unknown, outcome: 'not-testable', reason: 'apply x/p: a pod was lost' },
];

describe('twoLooks()', () => {
  for (const { name, first, second, outcome, reason } of looks) {
    it(name, () => {
      const result = twoLooks(first, second);
      expect([result.outcome, result.reason]).to.deep.equal([outcome, reason]);
    });
  }
});
