import { expect } from 'chai';
import type { ConformanceCase } from '../../../../src/conformance/case/case.ts';
import { caseResult } from '../../../../src/conformance/judge/case.ts';
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
