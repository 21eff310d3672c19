import { expect } from 'chai';
import { judgeBurst } from '../../../../src/conformance/judge/burst.ts';
import type { FreshSight } from '../../../../src/conformance/judge/burst.ts';
import type { StepResult } from '../../../../src/conformance/result/result.ts';
import { cellBetween, sightsOf } from './sights.ts';

const cell = cellBetween('x/a', 'y/b');
const denied = (seen: string, pod = 'one'): FreshSight => ({ cell, pod, node: 'node1', expected: 'deny', sights: sightsOf(seen, 20, 50) });
const allowed = (seen: string, pod = 'one'): FreshSight => ({ ...denied(seen, pod), expected: 'allow' });

const rows: readonly { readonly name: string; readonly fresh: readonly FreshSight[]; readonly result: Pick<StepResult, 'outcome' | 'reason' | 'exposureMs'> }[] = [
  { name: 'all that is denied stays closed', fresh: [denied('---'), denied('--'), allowed('--++')], result: { outcome: 'enforced', exposureMs: 0 } },
  { name: 'nothing is allowed, and nothing gets through', fresh: [denied('---')], result: { outcome: 'not-testable', reason: '1 of 1 fresh pods reached nothing at all, not even what is allowed' } },
  { name: 'each of them got through to what is allowed', fresh: [denied('---'), allowed('-+'), denied('---', 'two'), allowed('+', 'two')], result: { outcome: 'enforced', exposureMs: 0 } },
  { name: 'one of them did not', fresh: [denied('---'), allowed('-+'), denied('---', 'two'), allowed('--', 'two')], result: { outcome: 'not-testable', reason: '1 of 2 fresh pods reached nothing at all, not even what is allowed' } },
  { name: 'one of them did not, and let through what is denied', fresh: [denied('---'), allowed('-+'), denied('-+', 'two'), allowed('--', 'two')], result: { outcome: 'leaks', exposureMs: 70, reason: 'a fresh pod got through to what is denied, up to an age of 70 ms' } },
  { name: 'what is allowed comes late', fresh: [denied('-----'), allowed('----+')], result: { outcome: 'enforced', exposureMs: 0 } },
  { name: 'one attempt gets through', fresh: [denied('--+--'), denied('---'), allowed('+')], result: { outcome: 'leaks', exposureMs: 120, reason: 'a fresh pod got through to what is denied, up to an age of 120 ms' } },
  { name: 'one gets through, and none to what is allowed', fresh: [denied('+-'), allowed('--')], result: { outcome: 'leaks', exposureMs: 20, reason: 'a fresh pod got through to what is denied, up to an age of 20 ms' } },
  { name: 'none gets through to anything', fresh: [denied('---'), allowed('---')], result: { outcome: 'not-testable', reason: '1 of 1 fresh pods reached nothing at all, not even what is allowed' } },
  { name: 'one of them was never heard', fresh: [denied('---'), denied(''), allowed('+')], result: { outcome: 'not-testable', reason: 'not all of the fresh pods were heard' } },
  { name: 'one of them met errors of our own alone', fresh: [denied('---'), denied('???'), allowed('+')], result: { outcome: 'not-testable', reason: 'not all of the fresh pods were heard' } },
  { name: 'errors of our own among others', fresh: [denied('-?-'), allowed('+')], result: { outcome: 'enforced', exposureMs: 0 } },
  { name: 'no pod was started', fresh: [], result: { outcome: 'not-testable', reason: 'not all of the fresh pods were heard' } },
];

describe('judgeBurst()', () => {
  for (const { name, fresh, result } of rows) {
    it(`${result.outcome}: ${name}`, () => {
      const { wrong, cells, ...rest } = judgeBurst(fresh);
      expect(rest).to.deep.equal(result);
      expect([cells, wrong.length]).to.deep.equal([fresh.length, result.outcome === 'leaks' ? 1 : 0]);
    });
  }

  it('says until which age each connection was open, and how often', () => {
    expect(judgeBurst([denied('++-+-')]).wrong).to.deep.equal([
      { cell: 'x/a -> y/b', expected: 'deny', saw: 'open up to an age of 170 ms', fromNode: 'node1', toNode: 'node2', nowAndThen: { wrong: 3, of: 5 } },
    ]);
  });
});
