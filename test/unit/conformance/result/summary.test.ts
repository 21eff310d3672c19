import { expect } from 'chai';
import { summarise } from '../../../../src/conformance/result/summary.ts';
import type { ConformanceResult } from '../../../../src/conformance/result/result.ts';
import { cases, mixed, resultOf } from '../../report/conformance/results.ts';

const { enforced, leaking, overBlocking, owed, beyond } = cases;
const brokeOff = 'the API server has not answered for 30 s.';

const table: readonly { readonly name: string; readonly result: ConformanceResult; readonly exitCode: number; readonly headline: string }[] = [
  { name: 'everything enforced', result: resultOf([enforced]), exitCode: 0, headline: 'This cluster enforces NetworkPolicy as it is specified: 1 of 1 cases.' },
  { name: 'all enforced that it can show', result: resultOf([enforced, beyond]), exitCode: 0, headline: 'This cluster enforces NetworkPolicy as it is specified: 1 of 2 cases; the others cannot be tested here.' },
  { name: 'a leak', result: resultOf([enforced, leaking]), exitCode: 1, headline: 'This cluster does not enforce NetworkPolicy as it is specified: 1 case leaks, of 2.' },
  { name: 'an over-block', result: resultOf([overBlocking, overBlocking]), exitCode: 1, headline: 'This cluster does not enforce NetworkPolicy as it is specified: 2 cases over-block, of 2.' },
  { name: 'both, and more', result: mixed({ brokeOff }), exitCode: 1, headline: 'This cluster does not enforce NetworkPolicy as it is specified: 1 case leaks and 1 case over-blocks, of 5. The run broke off: the API server has not answered for 30 s.' },
  { name: 'a case that owes an answer', result: resultOf([enforced, owed, beyond]), exitCode: 3, headline: 'No leak and no over-block seen, but 1 of 3 cases could not be tested.' },
  { name: 'a run that broke off', result: resultOf([enforced], { brokeOff }), exitCode: 3, headline: 'No leak and no over-block seen in 1 case, but that is not all. The run broke off: the API server has not answered for 30 s.' },
  { name: 'a run that was interrupted, after a leak', result: resultOf([leaking], { brokeOff: 'interrupted' }), exitCode: 130, headline: 'This cluster does not enforce NetworkPolicy as it is specified: 1 case leaks, of 1. The run broke off: interrupted.' },
  { name: 'no case at all', result: resultOf([]), exitCode: 3, headline: 'No case was played.' },
  { name: 'nothing that it can show', result: resultOf([beyond]), exitCode: 3, headline: 'Nothing can be said of this cluster: not one of 1 cases could be tested.' },
];

describe('summarise()', () => {
  for (const { name, result, exitCode, headline } of table) {
    it(`of ${name}`, () => expect(summarise(result)).to.include({ exitCode, headline }));
  }

  it('counts the cases by outcome', () => expect(summarise(mixed()).counts).to.deep.equal({ enforced: 1, leaks: 1, 'over-blocks': 1, 'not-testable': 2 }));
});
