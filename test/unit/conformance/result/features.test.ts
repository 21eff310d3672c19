import { expect } from 'chai';
import { featuresOf } from '../../../../src/conformance/result/features.ts';
import type { StepResult } from '../../../../src/conformance/result/result.ts';
import { cases, mixed, resultOf } from '../../report/conformance/results.ts';

const none = { enforced: 0, leaks: 0, 'over-blocks': 0, 'not-testable': 0 };
const step = (given: Partial<StepResult>): StepResult => ({ does: 'x', outcome: 'enforced', cells: 1, wrong: [], ...given });
const rowOf = (...steps: readonly StepResult[]) => featuresOf(resultOf([{ ...cases.enforced, steps }]))[0];

describe('featuresOf()', () => {
  it('has a row for each feature, in the order of the cases, and last what nothing was played of', () => {
    expect(featuresOf(mixed())).to.deep.equal([
      { feature: 'peers by pod', verdict: 'enforced', counts: { ...none, enforced: 1 }, toBlockMs: { median: 12, max: 12 }, toAllowMs: { median: 30, max: 30 }, readings: [], reasons: [] },
      { feature: 'peers by namespace and pod', verdict: 'leaks', counts: { ...none, leaks: 1 }, toAllowMs: { median: 30, max: 30 }, readings: [], reasons: [] },
      { feature: 'startup', verdict: 'over-blocks', counts: { ...none, 'over-blocks': 1 }, toAllowMs: { median: 30, max: 30 }, exposureMs: 0, readings: ['blocks do not mean pods'], reasons: [] },
      { feature: 'reuse of addresses', verdict: 'not-testable', counts: { ...none, 'not-testable': 1 }, readings: [], reasons: ['another pod gets the address of y/b: the address was not given again in 20 s'] },
      { feature: 'families', verdict: 'not-testable', counts: { ...none, 'not-testable': 1 }, readings: [], reasons: ['apply x/ipv6: this cluster has no IPv6'] },
      { feature: 'SCTP', verdict: 'not-testable', counts: none, readings: [], reasons: ['probes do not speak it'] },
    ]);
  });

  const outcomes = ['enforced', 'not-testable', 'over-blocks', 'leaks'] as const;
  for (const [index, worst] of outcomes.entries()) {
    it(`says of a feature the worst of its cases: ${worst}`, () => {
      const played = outcomes.slice(0, index + 1).map((outcome) => ({ ...cases.enforced, outcome }));
      expect(featuresOf(resultOf(played))).to.have.length(1).and.have.nested.property('[0].verdict', worst);
    });
  }

  it('takes as the median a time that was measured', () => {
    expect(rowOf(...[40, 10, 30, 20].map((toBlockMs) => step({ toBlockMs })))?.toBlockMs).to.deep.equal({ median: 20, max: 40 });
  });

  it('takes no time from a step that did not come out right', () => {
    expect(rowOf(step({ toBlockMs: 10 }), step({ toBlockMs: 30_000, outcome: 'leaks' }))?.toBlockMs).to.deep.equal({ median: 10, max: 10 });
  });

  it('takes the longest exposure, of a leak above all', () => {
    expect(rowOf(step({ exposureMs: 0 }), step({ exposureMs: 400, outcome: 'leaks' }))?.exposureMs).to.equal(400);
  });

  it('names each reading once', () => {
    expect(rowOf(step({ reading: 'r' }), step({ reading: 'r' }), step({}))?.readings).to.deep.equal(['r']);
  });

  it('does not repeat a feature that was played after all', () => {
    expect(featuresOf(resultOf([cases.beyond], { notPlayed: [{ feature: 'families', reason: 'one family' }] }))).to.have.length(1);
  });
});
